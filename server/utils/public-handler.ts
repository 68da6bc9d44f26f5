import { defineEventHandler } from 'h3'
import type { EventHandler, H3Event } from 'h3'
import { admitClient } from './admission'
import { inTime } from './in-time'
import type { Asked } from './in-time'
import { useServices } from './services'
import type { Services } from './services'

/**
 * A door without a session of ours: whoever knocks proves in the request itself who he is. No cookie is looked at.
 *
 * @param asked who is waited for
 * @throws {AppError} too_many_requests
 */
export function definePublicHandler<T>(handle: (event: H3Event, services: Services) => Promise<T>, asked: Asked): EventHandler {
  return defineEventHandler(event => inTime(admitClient(event).then(() => handle(event, useServices())), asked))
}
