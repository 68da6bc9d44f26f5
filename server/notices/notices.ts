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
      '登录没有完成',
      '企业微信的登录凭证已失效，或者浏览器没有保留 Cookie。请重新登录；若反复出现，请在企业微信里重新打开此页面。',
    ],
    'en': [
      'Sign-in did not complete',
      'WeCom\'s sign-in code was no longer valid, or the browser kept no cookie. '
      + 'Sign in again; if this repeats, open the page again from WeCom.',
    ],
  },
  session_not_kept: {
    'zh-CN': [
      '登录状态没有保留下来',
      '企业微信已确认你的身份，但页面两次都没有找到登录状态。请完全退出企业微信后再打开；若仍然出现，请告诉管理员：'
      + '浏览器没有保留 Cookie，或者服务器的存储丢失了数据。',
    ],
    'en': [
      'The sign-in was not kept',
      'WeCom has confirmed who you are, but twice the page found no sign-in. Quit WeCom completely and open it again. '
      + 'If this repeats, tell your admin: the browser keeps no cookie, or the server\'s store loses data.',
    ],
  },
  not_a_member: {
    'zh-CN': ['你不是本企业的成员', '此页面仅供本企业成员使用，请在企业微信里切换到正确的企业后重试。'],
    'en': [
      'You are not a member of this company',
      'This page is for members of the company only. Switch to the right company in WeCom and try again.',
    ],
  },
  wechat_state_refused: {
    'zh-CN': ['登录没有完成', '这次登录不是在这个浏览器里开始的，或者用时太久。请回到原来的页面重新登录。'],
    'en': [
      'Sign-in did not complete',
      'It was not started in this browser, or it took too long. Go back to the page where you began and sign in again.',
    ],
  },
  set_up_link_refused: {
    'zh-CN': [
      '此链接不能打开',
      '配置检查的链接只能用一次，15 分钟内有效，管理员登录过之后不再有效。重新启动服务会在输出中给出新链接；'
      + '管理员也可以登录后打开 /doctor。',
    ],
    'en': [
      'This link opens nothing',
      'The link to the check of the set-up works once, for 15 minutes, and no longer after an admin has signed in. '
      + 'A restart of the server prints a new one. Admins can also sign in and open /doctor.',
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
