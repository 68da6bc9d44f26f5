import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import type { ApiScope } from '#shared/api-scopes.ts'
import { requireScope } from '../../auth/signed-requests.ts'
import { useServices } from '../../services/services.ts'
import { receiveBody } from '../body.ts'
import { sentPathOf } from '../request-context.ts'

/**
 * Checks the signature of a system of the company (docs/identity.md), and sets its key on the event for the log.
 *
 * @returns the source to record: `api-key:` and the id of the key
 * @throws {AppError} api_key_refused, scope_missing, request_timeout
 */
export async function requireKey(event: H3Event, scope: ApiScope): Promise<string> {
  const key = await useServices().verifyRequest({
    keyId: getRequestHeader(event, 'x-api-key'),
    timestamp: getRequestHeader(event, 'x-api-timestamp'),
    nonce: getRequestHeader(event, 'x-api-nonce'),
    signature: getRequestHeader(event, 'x-api-signature'),
    method: event.method,
    path: sentPathOf(event),
    body: event.method === 'GET' ? '' : await receiveBody(event) ?? '',
  })
  event.context.apiKeyId = key.id
  requireScope(key, scope)
  return `api-key:${key.id}`
}
