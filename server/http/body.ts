import { readRawBody } from 'h3'
import type { H3Event } from 'h3'
import { AppError } from '../errors/app-error.ts'
import { withDeadline } from './deadline.ts'
import { headerOf } from './header-of.ts'

/** Time for the body, from the moment when a door begins to wait for it, milliseconds. */
const BODY_MS = 4_000

/** Sets the length up to which `receiveBody` reads a body that does not tell its length. */
export function limitBody(event: H3Event, maxBytes: number): void {
  event.context.maxBodyBytes = maxBytes
}

/**
 * Receives the whole body, up to the length that the door accepts. Every door reads its body here, because anyone can
 * send half of one, and its signature can only be checked when all of it is there.
 *
 * @returns the same bytes each time; undefined when there is no body
 * @throws {AppError} request_timeout; invalid_request when the body is too long or the client gives up
 */
export function receiveBody(event: H3Event): Promise<Buffer | undefined> {
  const body = readRawBody(event, false).catch(() => {
    throw new AppError('invalid_request')
  })
  const isChunked = headerOf(event, 'transfer-encoding') !== undefined
  const read = isChunked ? Promise.race([body, tooLong(event)]) : body
  return withDeadline(read, BODY_MS, () => new AppError('request_timeout'))
}

/** Stops reading, and rejects, as soon as a body is longer than its door accepts. */
function tooLong({ node: { req }, context: { maxBodyBytes = 0 } }: H3Event): Promise<never> {
  let size = 0
  return new Promise((_resolve, reject) => req.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= maxBodyBytes) return
    req.pause()
    reject(new AppError('invalid_request'))
  }))
}
