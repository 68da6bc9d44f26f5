import { getQuery } from 'h3'
import type { H3Event } from 'h3'
import { isSelfMade } from '../doctor/site/self-made-callback.ts'
import { AppError } from '../errors/app-error.ts'
import { useLog } from '../services/log.ts'
import type { Services } from '../services/services.ts'
import type { CallbackReceiver } from '../wecom/callback/receiver.ts'

/**
 * Opens a callback. A refusal gets a line in the log that says which check it did not pass.
 *
 * @throws {AppError} not_found while callbacks are not configured, and what `open` throws
 */
export async function openCallback<T>(
  event: H3Event, { callbacks, doctor }: Services, open: (receiver: CallbackReceiver) => T | Promise<T>,
): Promise<T> {
  if (!callbacks) throw new AppError('not_found')
  try {
    return await open(callbacks)
  }
  catch (error) {
    const { causeCode: check, advice } = error instanceof AppError ? error : {}
    if (check && !isSelfMade(getQuery(event).nonce)) doctor.evidence.note('callback-refusal', check)
    if (check) useLog().warn({ requestId: event.context.requestId, check, fix: advice?.en }, 'callback refused')
    throw error
  }
}
