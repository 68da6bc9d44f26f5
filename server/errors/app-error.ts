import { PAGE_ERRORS, SYSTEM_ERRORS } from '#shared/errors.ts'
import type { ErrorAnswer, ErrorCode } from '#shared/errors.ts'
import type { Language } from '#shared/utils/language.ts'

/** What an admin does about a failure, with the place in the console. */
export type Advice = Readonly<Record<Language, string>>

/** What else is known about a failure. */
export interface AppErrorDetails {
  /** Safe for everyone who receives the answer: never a URL, a secret or an upstream text. */
  detail?: string
  /** Only for admins. */
  advice?: Advice
  /** Replaces the seconds that the table has for the code. */
  retryAfterSeconds?: number
  /** No answer came in time: the status becomes 504. */
  timedOut?: boolean
  /** The code of the error behind it, such as ECONNRESET; only the log shows it. */
  causeCode?: string
}

/** How each code is answered. */
export const ERROR_ANSWERS: Readonly<Record<ErrorCode, ErrorAnswer>> = { ...PAGE_ERRORS, ...SYSTEM_ERRORS }

/** A failure with a code of shared/errors.ts: the same code in answers, in the log and on the command line. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail?: string
  readonly advice?: Advice
  readonly retryAfterSeconds?: number
  readonly timedOut: boolean
  readonly causeCode?: string

  constructor(
    code: ErrorCode, { detail, advice, retryAfterSeconds, timedOut = false, causeCode }: AppErrorDetails = {},
  ) {
    super(ERROR_ANSWERS[code].message)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
    this.advice = advice
    this.retryAfterSeconds = retryAfterSeconds
    this.timedOut = timedOut
    this.causeCode = causeCode
  }
}

/** @returns whether a caught value is an AppError of this code */
export function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof AppError && error.code === code
}
