import { readRawBody } from 'h3'
import type { H3Event } from 'h3'
import { AppError } from '../errors/app-error.ts'
import { withDeadline } from './deadline.ts'

/** Time for the body, from the moment when a door begins to wait for it, milliseconds. */
const BODY_MS = 4_000

/**
 * Receives the whole body, of a size that the door has already checked. Every door reads its body here, because anyone
 * can send half of one, and its signature can only be checked when all of it is there.
 *
 * @returns the same bytes each time; undefined when there is no body
 * @throws {AppError} request_timeout; invalid_request when the client gives up
 */
export function receiveBody(event: H3Event): Promise<Buffer | undefined> {
  const body = readRawBody(event, false).catch(() => {
    throw new AppError('invalid_request')
  })
  return withDeadline(body, BODY_MS, () => new AppError('request_timeout'))
}
