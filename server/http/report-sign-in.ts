import type { H3Event } from 'h3'
import { AppError } from '../errors/app-error.ts'
import { toHttpAnswer } from '../errors/http-answer.ts'
import { useLog } from '../services/log.ts'
import { recordRefusal } from './audit-refusals.ts'

/** Logs and records why a sign-in failed whose answer is a redirect. */
export async function reportSignInFailure(event: H3Event, failure: unknown): Promise<void> {
  const { status, body: { code } } = toHttpAnswer(failure)
  const failed = { requestId: event.context.requestId, code }
  if (status >= 500) useLog().error({ ...failed, error: failure }, 'sign-in failed')
  else useLog().info(failed, 'sign-in refused')
  await recordRefusal(event, code, failure instanceof AppError ? failure.detail : undefined)
}
