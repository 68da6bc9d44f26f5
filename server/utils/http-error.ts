import { isError } from 'h3'
import type { Language } from '#shared/utils/language.ts'
import type { ApiErrorBody, ApiErrorCode, SystemErrorCode } from '#shared/types/api-error.ts'
import { ApiKeyRefusedError, ScopeMissingError } from '../auth/signed-requests.ts'
import { CustomerNotFoundError, EditConflictError, GroupNotFoundError, InvalidCursorError } from '../customer/errors.ts'
import { ClaimNotFoundError, IdentityNotFoundError, MemberCodeError, MiniProgramNotLinkedError, MiniProgramSessionError, UnknownAppError } from '../identity/errors.ts'
import { RepliesFullError, ReplyAdminRequiredError, ReplyChangedError, ReplyNotFoundError } from '../replies/errors.ts'
import { StoreUnavailableError } from '../storage/key-value-store.ts'
import { UserDataError, WechatApiError, WechatUnavailableError } from '../wechat/errors.ts'
import type { WechatErrcodeClass } from '../wechat/errors.ts'
import { CallbackRefusedError } from '../wecom/callback/crypto.ts'
import { errcodeEntry } from '../wecom/call/errcodes.ts'
import { WecomApiError, WecomUnavailableError } from '../wecom/call/errors.ts'

export type AnyErrorCode = ApiErrorCode | SystemErrorCode

/** Status and wording of each code; the one place where something inside becomes HTTP. */
const ANSWERS: Record<AnyErrorCode, { status: number, message: string, retryAfterSeconds?: number }> = {
  session_required: { status: 401, message: 'There is no session, or it has ended: sign in again.' },
  invalid_request: { status: 400, message: 'A parameter, header or body is malformed.' },
  untrusted_url: { status: 400, message: 'Only pages below NUXT_SITE_URL are signed.' },
  cross_site_request: { status: 403, message: 'Changes are accepted from our own pages only.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  method_not_allowed: { status: 405, message: 'This address does not accept that method.' },
  customer_not_found: { status: 404, message: 'This is not a customer of yours.' },
  group_not_found: { status: 404, message: 'This is not a customer group of yours.' },
  edit_conflict: { status: 409, message: 'Somebody else changed this meanwhile.' },
  reply_not_found: { status: 404, message: 'There is no such reply of yours.' },
  replies_full: { status: 409, message: 'There are as many replies as there may be: delete one first.' },
  admin_required: { status: 403, message: 'Only those listed in NUXT_ADMIN_USER_IDS may do this.' },
  too_many_requests: { status: 429, message: 'Too many requests: wait a moment.', retryAfterSeconds: 30 },
  wecom_busy: { status: 503, message: 'WeCom is busy: try again shortly.', retryAfterSeconds: 5 },
  wecom_config: { status: 502, message: 'WeCom refuses this app\'s set-up.' },
  wecom_unavailable: { status: 502, message: 'WeCom could not be reached or gave no usable answer.' },
  store_unavailable: { status: 503, message: 'The session store cannot be reached.', retryAfterSeconds: 5 },
  api_key_refused: { status: 401, message: 'The request bears no valid signature of a known key, or one used before.' },
  scope_missing: { status: 403, message: 'The key may not do this: see its scopes in NUXT_API_KEYS.' },
  identity_not_found: { status: 404, message: 'Nothing is known of this unionid.' },
  unknown_app: { status: 400, message: 'NUXT_WECHAT_APPS has no such app of the kind that is needed.' },
  mini_program_code_invalid: { status: 400, message: 'This code is not known, or it has expired: sign in with a new one.' },
  mini_program_code_used: { status: 400, message: 'This code has been used: sign in with a new one.' },
  mini_program_user_blocked: { status: 403, message: 'WeChat has blocked this user as a high risk.' },
  mini_program_session_required: { status: 401, message: 'There is no such mini program session, or it has ended: sign in again.' },
  user_data_refused: { status: 400, message: 'The user data is not what WeChat made for this session.' },
  user_data_stale: { status: 400, message: 'The user data is too old: call wx.getUserInfo again.' },
  wechat_busy: { status: 503, message: 'WeChat is busy or throttles: try again later.', retryAfterSeconds: 60 },
  wechat_config: { status: 502, message: 'WeChat refuses this app\'s set-up: check NUXT_WECHAT_APPS.' },
  wechat_unavailable: { status: 502, message: 'WeChat could not be reached or gave no usable answer.' },
  internal: { status: 500, message: 'Something went wrong on our side.' },
}

/** An answer of ours that is not a success, thrown by doors. */
export class HttpApiError extends Error {
  readonly code: AnyErrorCode

  constructor(code: AnyErrorCode) {
    super(ANSWERS[code].message)
    this.name = 'HttpApiError'
    this.code = code
  }
}

export interface HttpAnswer {
  status: number
  body: Omit<ApiErrorBody, 'requestId' | 'code'> & { code: AnyErrorCode }
  retryAfterSeconds?: number
}

/**
 * Total: any error becomes an answer without URL, upstream text or stack.
 *
 * @param adviceIn the language of who can follow advice about the set-up; nobody else gets any
 */
export function toHttpAnswer(error: unknown, adviceIn?: Language): HttpAnswer {
  if (error instanceof WecomApiError) return wecomAnswer(error, adviceIn)
  if (error instanceof WecomUnavailableError) {
    const answer = answerOf('wecom_unavailable')
    if (error.reason === 'dead_value') return withAdvice(answer, DEAD_TOKEN, adviceIn)
    return error.reason === 'timeout' ? { ...answer, status: 504 } : answer
  }
  if (error instanceof WechatUnavailableError) {
    const answer = answerOf('wechat_unavailable')
    return error.reason === 'timeout' ? { ...answer, status: 504 } : answer
  }
  return answerOf(codeOf(error))
}

function answerOf(code: AnyErrorCode): HttpAnswer {
  const { status, message, retryAfterSeconds } = ANSWERS[code]
  return { status, body: { code, message }, retryAfterSeconds }
}

function codeOf(error: unknown): AnyErrorCode {
  if (error instanceof HttpApiError) return error.code
  if (error instanceof CustomerNotFoundError) return 'customer_not_found'
  if (error instanceof GroupNotFoundError) return 'group_not_found'
  if (error instanceof EditConflictError || error instanceof ClaimNotFoundError) return 'edit_conflict'
  if (error instanceof ReplyNotFoundError) return 'reply_not_found'
  if (error instanceof ReplyChangedError) return 'edit_conflict'
  if (error instanceof RepliesFullError) return 'replies_full'
  if (error instanceof ReplyAdminRequiredError) return 'admin_required'
  if (error instanceof CallbackRefusedError) return 'invalid_request'
  if (error instanceof InvalidCursorError) return 'invalid_request'
  if (error instanceof StoreUnavailableError) return 'store_unavailable'
  if (error instanceof ApiKeyRefusedError) return 'api_key_refused'
  if (error instanceof ScopeMissingError) return 'scope_missing'
  if (error instanceof IdentityNotFoundError) return 'identity_not_found'
  if (error instanceof UnknownAppError) return 'unknown_app'
  if (error instanceof MemberCodeError) return 'mini_program_code_invalid'
  if (error instanceof MiniProgramNotLinkedError) return 'wecom_config'
  if (error instanceof MiniProgramSessionError) return 'mini_program_session_required'
  if (error instanceof UserDataError) return error.stale ? 'user_data_stale' : 'user_data_refused'
  if (error instanceof WechatApiError) return WECHAT_CODES[error.errcodeClass]
  if (isError(error) && error.statusCode === 404) return 'not_found'
  if (isError(error) && error.statusCode === 405) return 'method_not_allowed'
  if (isError(error) && error.statusCode < 500) return 'invalid_request'
  return 'internal'
}

const WECHAT_CODES: Record<WechatErrcodeClass, SystemErrorCode> = {
  invalid_code: 'mini_program_code_invalid',
  used_code: 'mini_program_code_used',
  blocked_user: 'mini_program_user_blocked',
  unknown_open_id: 'wechat_unavailable', // answered for each openid by who asks for it
  token_dead: 'wechat_unavailable',
  busy: 'wechat_busy',
  config: 'wechat_config',
  unknown: 'wechat_unavailable',
}

const THROTTLED_SECONDS = 60
/** Invalid access_token (doc 90313). */
const DEAD_TOKEN = 40014
const SEEN_AS: Record<Language, (ip: string) => string> = {
  'en': ip => `WeCom sees this server as ${ip}.`,
  'zh-CN': ip => `企业微信看到的本服务器 IP 是 ${ip}。`,
}

function wecomAnswer(error: WecomApiError, adviceIn?: Language): HttpAnswer {
  switch (error.errcodeClass) {
    case 'busy': return answerOf('wecom_busy')
    case 'throttled': return { ...answerOf('wecom_busy'), retryAfterSeconds: THROTTLED_SECONDS }
    case 'config': return configAnswer(error, adviceIn)
    case 'token_dead': return withAdvice(answerOf('wecom_unavailable'), error.errcode, adviceIn)
    default: return answerOf('wecom_unavailable')
  }
}

function configAnswer({ errcode, callerIp }: WecomApiError, adviceIn?: Language): HttpAnswer {
  const { status, body } = answerOf('wecom_config')
  return withAdvice({ status, body: { ...body, message: `${body.message} (errcode ${errcode})` } }, errcode, adviceIn, callerIp)
}

function withAdvice({ status, body }: HttpAnswer, errcode: number, adviceIn?: Language, callerIp?: string): HttpAnswer {
  if (!adviceIn) return { status, body }
  const parts = [errcodeEntry(errcode).fix?.[adviceIn], callerIp && SEEN_AS[adviceIn](callerIp), `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`]
  return { status, body: { ...body, fix: parts.filter(Boolean).join(' ') } }
}
