import type { H3Event } from 'h3'
import * as v from 'valibot'
import type { ApiScope } from '#shared/api-scopes.ts'
import { requireScope } from '../../auth/signed-requests.ts'
import { apiKeyId } from '../../config/api-key.ts'
import { requireApp } from '../../identity/limit-to-apps.ts'
import { useServices } from '../../services/services.ts'
import { receiveBody } from '../body.ts'
import { headerOf } from '../header-of.ts'
import { sentPathOf } from '../request-context.ts'

/**
 * Checks the signature of a system of the company (docs/identity.md), and sets its key on the event: for the log, and
 * for the apps that it may use.
 *
 * @returns the source to record: `api-key:` and the id of the key
 * @throws {AppError} api_key_refused, signature_outdated, replay_possible, too_many_requests, scope_missing,
 * request_timeout
 */
export async function requireKey(event: H3Event, scope: ApiScope): Promise<string> {
  const keyId = headerOf(event, 'x-api-key')
  if (v.is(apiKeyId, keyId)) event.context.claimedKeyId = keyId
  const key = await useServices().verifyRequest({
    keyId,
    timestamp: headerOf(event, 'x-api-timestamp'),
    nonce: headerOf(event, 'x-api-nonce'),
    signature: headerOf(event, 'x-api-signature'),
    method: event.method,
    path: sentPathOf(event),
    body: event.method === 'GET' ? '' : await receiveBody(event) ?? '',
  })
  event.context.apiKeyId = key.id
  event.context.apiKeyApps = key.apps
  requireScope(key, scope)
  return `api-key:${key.id}`
}

/**
 * Checks that the key of the request may use an app, for doors that do not work on the identity API.
 *
 * @param app an app id, or `externalUserId` for WeCom
 * @throws {AppError} app_not_allowed
 */
export function requireAppOfKey(event: H3Event, app: string): void {
  requireApp(event.context.apiKeyApps, app)
}
