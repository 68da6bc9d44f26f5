import { createHash, randomBytes } from 'node:crypto'

/** Opaque random ids that a browser holds; the server keeps only their hash, so a stolen store opens nothing. */

/** 256 random bits as 64 hex digits: letters and digits only, because WeCom refuses anything else in `state` (84025). */
export function createSecretId(): string {
  return randomBytes(32).toString('hex')
}

/** Whether a value has the form of `createSecretId`; checked before it is hashed or looked up. */
export function isSecretId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

/** The form in which an id is stored. */
export function hashSecretId(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}
