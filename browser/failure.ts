import { CLIENT_FAILURES, PAGE_FAILURES } from '#shared/errors.ts'
import type { FailureCode, FailureFix, FailureNature } from '#shared/errors.ts'

export type { FailureCode, FailureFix, FailureFixer } from '#shared/errors.ts'

/** What the page does about each failure. */
export const FAILURES: Readonly<Record<FailureCode, FailureNature>> = { ...PAGE_FAILURES, ...CLIENT_FAILURES }

/** A failure as components show it. */
export interface Failure {
  code: FailureCode
  fix: FailureFix
  /** The WeCom client's own words. */
  errMsg?: string
  /** Names the request in the server's log. */
  requestId?: string
  /** What the server advises; it sends configuration hints to admins only. */
  hint?: string
  /** Seconds to wait before trying again, as the server asks. */
  retryAfter?: number
}

/**
 * @param code what happened
 * @param details what else is known about it
 * @returns the failure with its action
 */
export function failureOf(code: FailureCode, details: Omit<Failure, 'code' | 'fix'> = {}): Failure {
  return { ...details, code, fix: FAILURES[code].fix }
}

/** @returns whether the WeCom client refuses the page for a reason that an admin can mend */
export function isClientRefusal(code: FailureCode): boolean {
  return code in CLIENT_FAILURES && FAILURES[code].fixer === 'admin'
}

/** @returns whether the server gives this failure from memory, and does not ask WeCom before `retryAfter` */
export function isPaused(failure: Failure): boolean {
  return failure.retryAfter !== undefined && FAILURES[failure.code].passes === undefined
}

/** @returns whether the page should ask again by itself */
export function passes(failure: Failure): boolean {
  return FAILURES[failure.code].passes !== undefined || isPaused(failure)
}
