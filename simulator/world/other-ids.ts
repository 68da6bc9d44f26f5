import { createHash } from 'node:crypto'
import type { Customer } from '../scenarios/scenario.ts'

/**
 * The same person has another openid in every app: `o` and 27 more characters.
 *
 * @param appId appid, or corpid for payments
 */
export function openIdOf(appId: string, person: Pick<Customer, 'externalUserId' | 'unionId'>): string {
  const hash = createHash('sha256').update(`openid ${appId} ${person.unionId ?? person.externalUserId}`)
  return `o${hash.digest('base64url').slice(0, 27)}`
}

/**
 * A service provider has its own id for each person (doc 95884). Here it is the id reversed after its first two
 * letters, so the same function converts in both directions.
 */
export function fromServiceId(id: string): string {
  return id.slice(0, 2) + [...id.slice(2)].reverse().join('')
}
