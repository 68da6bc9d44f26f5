import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { AppError } from '../../errors/app-error.ts'

/** Most bodies of this app are a few fields of JSON. */
export const MAX_BODY_BYTES = 64 * 1024

/**
 * Refuses a body that is too long before any byte of it is kept. A body without a stated length could be endless.
 *
 * @param maxBytes the largest body
 * @throws {AppError} invalid_request
 */
export function requireSize(event: H3Event, maxBytes = MAX_BODY_BYTES): void {
  const length = getRequestHeader(event, 'content-length')
  const isEndless = getRequestHeader(event, 'transfer-encoding') !== undefined
  if (isEndless || Number(length ?? 0) > maxBytes) throw new AppError('invalid_request')
}
