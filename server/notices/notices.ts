import { isPageErrorCode, PAGE_ERRORS } from '#shared/errors.ts'
import type { ErrorCode, FailureFixer, FailureNature, PageErrorCode } from '#shared/errors.ts'
import type { Language } from '#shared/utils/language.ts'
import type { ToldFailure } from '../../i18n/tell-admin-texts.ts'
import { WORDS } from './words.ts'

/** Subject of a page that the server makes itself. */
export type NoticeKind = PageErrorCode | 'sign_in_failed' | 'session_not_kept' | 'not_a_member' | OwnNotice
/** Error codes with texts here, because no page of the app shows them. */
type OwnNotice = 'wechat_state_refused' | 'set_up_link_refused'

/** Texts of a notice in one language. */
export interface Notice {
  title: string
  cause: string
  /** Who can fix it. Absent when the reader can: the action says it. */
  fixer?: string
  /** Label of the link. */
  action: string
  /** Advice for an admin. */
  adminHint?: string
  /** The failure may end by itself, so the page tries again. */
  passes: boolean
  /** What a member can send to an admin. Absent when the reader can mend it, or is an admin. */
  told?: Pick<ToldFailure, 'hint' | 'passes'>
}

/** Notices that only occur during sign-in. */
const SIGN_IN = {
  sign_in_failed: {
    'zh-CN': [
      '登录未完成',
      '企业微信的登录凭证已失效，或浏览器未保留 Cookie。请重新登录；如持续出现，请在企业微信中重新打开此页面。',
    ],
    'en': [
      'Couldn\'t sign you in',
      'WeCom\'s sign-in code has expired, or your browser keeps no cookies. '
      + 'Sign in again. If this continues, open the page from WeCom again.',
    ],
  },
  session_not_kept: {
    'zh-CN': [
      '登录状态未保存',
      '企业微信已确认你的身份，但登录状态两次丢失。请完全退出企业微信后重新打开；如持续出现，请联系管理员：'
      + '浏览器未保留 Cookie，或服务器丢失了登录数据。',
    ],
    'en': [
      'Couldn\'t keep you signed in',
      'WeCom confirmed who you are, but your sign-in was lost twice. Quit WeCom completely and open it again. '
      + 'If this continues, tell your admin: the browser keeps no cookies, or the server\'s store loses data.',
    ],
  },
  not_a_member: {
    'zh-CN': ['你不是本企业的成员', '此页面仅供本企业成员使用，请在企业微信中切换到正确的企业后重试。'],
    'en': [
      'You\'re not a member of this company',
      'This page is for members of the company only. Switch to the right company in WeCom and try again.',
    ],
  },
  wechat_state_refused: {
    'zh-CN': ['登录未完成', '本次登录不是在当前浏览器中发起的，或已超时。请返回原页面重新登录。'],
    'en': [
      'Couldn\'t sign you in',
      'It wasn\'t started in this browser, or it took too long. Go back to the page where you began and sign in again.',
    ],
  },
  set_up_link_refused: {
    'zh-CN': [
      '链接已失效',
      '配置检查链接仅可使用一次，15 分钟内有效，管理员登录后失效。重启服务可获取新链接；管理员也可登录后打开 /doctor。',
    ],
    'en': [
      'This link no longer works',
      'The link to the setup check works once, for 15 minutes, and only until an admin has signed in. '
      + 'Restart the server to get a new one. Admins can also sign in and open /doctor.',
    ],
  },
} as const satisfies Record<string, Record<Language, readonly [title: string, cause: string]>>

const isSignIn = (kind: NoticeKind): kind is keyof typeof SIGN_IN => kind in SIGN_IN

/** @returns the notice for an error; errors of the systems' API are shown as `internal` */
export function noticeKindOf(code: ErrorCode): NoticeKind {
  if (code === 'wechat_state_refused' || code === 'set_up_link_refused') return code
  return isPageErrorCode(code) ? code : 'internal'
}

/**
 * The texts of a notice: those of the app's failure screen for the same error, if there is one.
 *
 * @param isAdmin whether the reader is an admin
 */
export function noticeOf(kind: NoticeKind, language: Language, isAdmin: boolean): Notice {
  const { failure, failures, fatal } = WORDS[language]
  const fixerOf = (fixer: FailureFixer) =>
    fixer === 'you' ? undefined : failure.fixer[isAdmin ? 'admin' : 'member'][fixer]
  if (isSignIn(kind)) {
    const [title, cause] = SIGN_IN[kind][language]
    return { title, cause, action: failure.fix.sign_in, passes: false }
  }
  // In the app these codes mean an outdated page; on a page of the server, a wrong address.
  if (kind === 'not_found' || kind === 'method_not_allowed') {
    const { notFound: title, notFoundCause: cause, home: action } = fatal
    return { title, cause, action, passes: false }
  }
  const { fix, fixer, passes }: FailureNature = PAGE_ERRORS[kind]
  const { title, cause, adminHint } = failures[kind]
  return {
    title,
    cause,
    fixer: fixerOf(fixer),
    action: failure.fix[fix],
    adminHint: isAdmin ? adminHint : undefined,
    passes: passes !== undefined,
    told: isAdmin || fixer === 'you' ? undefined : { hint: adminHint, passes: fixer === 'time' },
  }
}
