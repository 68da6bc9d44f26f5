import { isPageErrorCode, PAGE_ERRORS } from '#shared/errors.ts'
import type { ErrorCode, FailureFixer, FailureNature, PageErrorCode } from '#shared/errors.ts'
import type { Language } from '#shared/utils/language.ts'
import { WORDS } from './words.ts'

/** What a page of the server's own can say. */
export type NoticeKind = PageErrorCode | 'sign_in_failed' | 'not_a_member'

/** A notice in one language. */
export interface Notice {
  title: string
  cause: string
  /** Who can mend it. */
  fixer: string
  /** Label of the way out. */
  action: string
  /** Where an admin may look. */
  adminHint?: string
  /** It may be over at any moment, so the page tries again by itself. */
  passes: boolean
}

/** What only a sign-in can come to, which the app itself never shows. */
const SIGN_IN = {
  sign_in_failed: {
    'zh-CN': ['登录没有完成', '企业微信的登录凭证已失效，或者浏览器没有保留 Cookie。请重新登录；若反复出现，请在企业微信里重新打开此页面。'],
    'en': ['Sign-in did not complete', 'WeCom\'s sign-in code was no longer valid, or the browser kept no cookie. Sign in again; if this repeats, open the page anew from WeCom.'],
  },
  not_a_member: {
    'zh-CN': ['你不是本企业的成员', '此页面仅供本企业成员使用，请在企业微信里切换到正确的企业后重试。'],
    'en': ['You are not a member of this company', 'This page is for members of the company only. Switch to the right company in WeCom and try again.'],
  },
} as const satisfies Record<string, Record<Language, readonly [title: string, cause: string]>>

const isSignIn = (kind: NoticeKind): kind is keyof typeof SIGN_IN => kind in SIGN_IN

/** @returns what to say about an error; those that only other systems meet are none of a reader's business */
export function noticeKindOf(code: ErrorCode): NoticeKind {
  return isPageErrorCode(code) ? code : 'internal'
}

/**
 * The words of the app's own failure screens, wherever it has any.
 *
 * @param isAdmin of whoever reads it
 */
export function noticeOf(kind: NoticeKind, language: Language, isAdmin: boolean): Notice {
  const { failure, failures, fatal } = WORDS[language]
  const fixerOf = (fixer: FailureFixer) => failure.fixer[isAdmin ? 'admin' : 'member'][fixer]
  if (isSignIn(kind)) {
    const [title, cause] = SIGN_IN[kind][language]
    return { title, cause, fixer: fixerOf('you'), action: failure.fix.sign_in, passes: false }
  }
  // To the app these mean that it is out of date; to a reader, that the address is wrong.
  if (kind === 'not_found' || kind === 'method_not_allowed') {
    return { title: fatal.notFound, cause: fatal.notFoundCause, fixer: fixerOf('you'), action: fatal.home, passes: false }
  }
  const { fix, fixer, passes = false }: FailureNature = PAGE_ERRORS[kind]
  const { title, cause, adminHint } = failures[kind]
  return { title, cause, fixer: fixerOf(fixer), action: failure.fix[fix], adminHint: isAdmin ? adminHint : undefined, passes }
}
