import type { ApiErrorBody, ErrorCode } from '#shared/errors.ts'
import type { Language } from '#shared/utils/language.ts'
import { AppError, ERROR_ANSWERS } from './app-error.ts'

/** An error as an HTTP answer. */
export interface HttpAnswer {
  status: number
  body: Omit<ApiErrorBody<ErrorCode>, 'requestId'>
  retryAfterSeconds?: number
}

/**
 * Turns any error into an answer that holds no URL, upstream text or stack. Never throws.
 *
 * @param adviceIn language of an admin, who can change the set-up; without it the answer holds no advice
 */
export function toHttpAnswer(error: unknown, adviceIn?: Language): HttpAnswer {
  const known = error instanceof AppError ? error : new AppError('internal')
  const { status, message, retryAfterSeconds } = ERROR_ANSWERS[known.code]
  return {
    status: known.timedOut ? 504 : status,
    body: {
      code: known.code,
      message: known.detail ? `${message} (${known.detail})` : message,
      fix: adviceIn && known.advice?.[adviceIn],
    },
    retryAfterSeconds: known.retryAfterSeconds ?? retryAfterSeconds,
  }
}
