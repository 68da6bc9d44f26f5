import { defineEventHandler, getRequestHeader, readRawBody } from 'h3'
import type { EventHandler, H3Event } from 'h3'
import type { ApiScope } from '#shared/types/api-scope.ts'
import { requireScope } from '../auth/signed-requests.ts'
import { inTime } from './in-time'
import type { Asked } from './in-time'
import { useServices } from './services'
import type { Services } from './services'

/**
 * A door for the company's own systems, which sign every request (docs/identity.md).
 *
 * @param handle receives the key's id as `by`
 * @param asked who is waited for
 * @throws {AppError} api_key_refused, scope_missing before anything of the request is looked at
 */
export function defineApiKeyHandler<T>(scope: ApiScope, handle: (event: H3Event, by: string, services: Services) => Promise<T>, asked: Asked = 'store'): EventHandler {
  return defineEventHandler(async (event) => {
    const services = useServices()
    const key = await services.verifyRequest({
      keyId: getRequestHeader(event, 'x-api-key'),
      timestamp: getRequestHeader(event, 'x-api-timestamp'),
      nonce: getRequestHeader(event, 'x-api-nonce'),
      signature: getRequestHeader(event, 'x-api-signature'),
      method: event.method,
      path: event.path,
      body: event.method === 'GET' ? '' : await readRawBody(event, false) ?? '',
    })
    event.context.apiKeyId = key.id
    requireScope(key, scope)
    return inTime(handle(event, `api-key:${key.id}`, services), asked)
  })
}
