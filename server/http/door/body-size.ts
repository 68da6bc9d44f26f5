import type { H3Event } from 'h3'
import { AppError } from '../../errors/app-error.ts'
import { limitBody } from '../body.ts'
import { headerOf } from '../header-of.ts'

/** Default limit. Most bodies are a few fields of JSON. */
export const MAX_BODY_BYTES = 64 * 1024

/**
 * Refuses a body that is too long before any byte of it is read. A body without a length (`Transfer-Encoding: chunked`,
 * as some proxies send it) is counted while it is read.
 *
 * @param maxBytes length of the largest body that is accepted
 * @throws {AppError} invalid_request
 */
export function requireSize(event: H3Event, maxBytes = MAX_BODY_BYTES): void {
  if (Number(headerOf(event, 'content-length') ?? 0) > maxBytes) throw new AppError('invalid_request')
  limitBody(event, maxBytes)
}
