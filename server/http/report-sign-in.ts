import type { H3Event } from 'h3'
import { AppError } from '../errors/app-error.ts'
import { toHttpAnswer } from '../errors/http-answer.ts'
import { useLog } from '../services/log.ts'
import { recordRefusal } from './audit-refusals.ts'

/** Logs why a sign-in failed. */
export function logSignInFailure(event: H3Event, error: unknown): void {
  const { status, body: { code } } = toHttpAnswer(error)
  const failed = { requestId: event.context.requestId, code }
  if (status >= 500) useLog().error({ ...failed, error }, 'sign-in failed')
  else useLog().info(failed, 'sign-in refused')
}

/** The same for a sign-in whose answer is a redirect; also records a refusal, as for an error. */
export async function reportSignInFailure(event: H3Event, error: unknown): Promise<void> {
  logSignInFailure(event, error)
  const detail = error instanceof AppError ? error.detail : undefined
  await recordRefusal(event, toHttpAnswer(error).body.code, detail)
}
