import type { Dialect } from '../world/clients.ts'

/** The reasons for which the native client refuses a call. */
export type NativeRefusalKind
  = | 'function_not_exist'
    | 'untrusted_domain'
    | 'wrong_corp'
    | 'wrong_agent'
    | 'invalid_signature'
    | 'not_registered'
    | 'no_permission'
    | 'without_context'
    | 'invalid_parameter'
    | 'empty_parameters'
    | 'invalid_image_url'
    | 'invalid_link'
    | 'invalid_media'
    | 'foreign_mini_program'

/** Thrown inside the native client. `why` goes to the request log, never to the page. */
export class NativeRefusal extends Error {
  readonly kind: NativeRefusalKind

  constructor(kind: NativeRefusalKind, why: string) {
    super(why)
    this.name = 'NativeRefusal'
    this.kind = kind
  }
}

/** The argument of the page's callback. */
export type NativeAnswer = Record<string, unknown>

const link = (errcode: number) => `more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`

/** Error texts of current clients, which follow `name:`. */
const texts: Record<NativeRefusalKind, Record<Dialect, string>> = {
  function_not_exist: { desktop: 'function not exist', phone: 'function_not_exist' },
  untrusted_domain: {
    desktop: `not match any reliable domain. ${link(80001)}`,
    phone: `not match any reliable domain. ${link(80001)}`,
  },
  wrong_corp: { desktop: `invalid corpId ${link(40013)}`, phone: `fail_invalid corpId ${link(40013)}` },
  wrong_agent: { desktop: `invalid agentid ${link(40056)}`, phone: `fail_invalid agentid ${link(40056)}` },
  invalid_signature: { desktop: `invalid signature ${link(40093)}`, phone: `fail_invalid signature ${link(40093)}` },
  not_registered: { desktop: 'the permission value is offline verifying', phone: 'fail_nopermission' },
  no_permission: { desktop: 'fail no permission', phone: 'fail_no permission' },
  without_context: { desktop: 'fail without context of ', phone: 'fail_without context of ' },
  invalid_parameter: { desktop: 'fail invalid parameter', phone: 'fail_invalid parameter' },
  empty_parameters: {
    desktop: 'fail some parameters are empty (40063)', phone: 'fail_some parameters are empty (40063)',
  },
  invalid_image_url: { desktop: 'invalid imgUrl', phone: 'fail_invalid imgUrl' },
  invalid_link: {
    desktop: 'invalid param, link or img_url is invalid',
    phone: 'fail_invalid param, link or img_url is invalid',
  },
  invalid_media: { desktop: 'fail invalid mediaid', phone: 'fail_invalid mediaid' },
  foreign_mini_program: { desktop: 'fail, not allow to cross corp', phone: 'fail_invalid miniprogram info' },
}

/** The context that an API misses; the others miss an external contact. */
const contexts: Record<string, string> = {
  getCurCorpGroupContact: 'corpgroup contact',
  getCurCorpGroupChat: 'corpgroup contact',
  hideChatAttachmentMenu: 'chat_attachment',
}

/** @param api name of the native call */
export function refusalAnswer(dialect: Dialect, api: string, kind: NativeRefusalKind): NativeAnswer {
  const context = kind === 'without_context' ? contexts[api] ?? 'external contact' : ''
  return textAnswer(dialect, prefixOf(dialect, api, kind) + texts[kind][dialect] + context)
}

function prefixOf(dialect: Dialect, api: string, kind: NativeRefusalKind): string {
  if (dialect === 'desktop') return api === 'preVerifyJSAPI' ? 'wx.config:' : `${api}:`
  // On phones this text has no `name:` prefix.
  return kind === 'untrusted_domain' ? '' : `${api}:`
}

export function successAnswer(dialect: Dialect, api: string, fields: Record<string, unknown>): NativeAnswer {
  return { ...textAnswer(dialect, `${api}:ok`), ...fields }
}

/** Desktop clients have the text in two fields; phones only in `err_msg`. */
export function textAnswer(dialect: Dialect, text: string): NativeAnswer {
  return dialect === 'desktop' ? { errMsg: text, err_msg: text } : { err_msg: text }
}
