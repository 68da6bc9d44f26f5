import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { AppError } from '../../errors/app-error.ts'

/** Default limit. Most bodies are a few fields of JSON. */
export const MAX_BODY_BYTES = 64 * 1024

/**
 * Refuses a body that is too long before any byte of it is read. A body without a length is refused: it could be
 * endless.
 *
 * @param maxBytes length of the largest body that is accepted
 * @throws {AppError} invalid_request
 */
export function requireSize(event: H3Event, maxBytes = MAX_BODY_BYTES): void {
  const length = getRequestHeader(event, 'content-length')
  const isEndless = getRequestHeader(event, 'transfer-encoding') !== undefined
  if (isEndless || Number(length ?? 0) > maxBytes) throw new AppError('invalid_request')
}
