import { createHash } from 'node:crypto'
import type { Customer } from '../scenarios/scenario.ts'

/** The same person has another openid in every app: 28 characters beginning with `o`. @param appId appid, or corpid for payments */
export function openIdOf(appId: string, { externalUserId, unionId }: Pick<Customer, 'externalUserId' | 'unionId'>): string {
  return `o${createHash('sha256').update(`openid ${appId} ${unionId ?? externalUserId}`).digest('base64url').slice(0, 27)}`
}

/**
 * A service provider knows the same people by ids of its own (doc 95884): two letters as in the original, the rest
 * backwards. Its own inverse.
 */
export function fromServiceId(id: string): string {
  return id.slice(0, 2) + [...id.slice(2)].reverse().join('')
}
