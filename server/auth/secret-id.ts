import { hash, randomBytes } from 'node:crypto'

/**
 * An opaque random id for a browser. The server stores only its hash, so a stolen store gives no access.
 *
 * @returns 256 random bits as 64 hex digits; WeCom refuses other characters in `state` (84025)
 */
export function createSecretId(): string {
  return randomBytes(32).toString('hex')
}

/** Whether a value has the form of `createSecretId`; checked before it is hashed or looked up. */
export function isSecretId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

/** The stored form of an id. */
export function hashSecretId(id: string): string {
  return hash('sha256', id)
}
