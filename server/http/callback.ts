import { AppError } from '../errors/app-error.ts'
import type { Services } from '../services/services.ts'
import type { CallbackReceiver } from '../wecom/callback/receiver.ts'

/** @throws {AppError} not_found while callbacks are not configured */
export function requireCallbacks({ callbacks }: Services): CallbackReceiver {
  if (!callbacks) throw new AppError('not_found')
  return callbacks
}
