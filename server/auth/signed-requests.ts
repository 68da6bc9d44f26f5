import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ApiScope } from '#shared/api-scopes.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { AppError } from '../errors/app-error.ts'

/** How far a system's clock may be from ours, milliseconds. */
const MAX_SKEW_MS = 5 * 60_000
const TIMESTAMP = /^\d{10}$/
const NONCE = /^[\w-]{16,64}$/
const SIGNATURE = /^[0-9a-f]{64}$/

export interface ApiKey {
  id: string
  /** At least 32 characters. */
  secret: string
  scopes: readonly ApiScope[]
}

/** A request as it came; everything in it is the caller's word until the signature is checked. */
export interface SignedRequest {
  keyId: string | undefined
  /** Seconds since 1970. */
  timestamp: string | undefined
  /** Different in every request. */
  nonce: string | undefined
  /** Hex HMAC-SHA-256 of the signing string with the key's secret. */
  signature: string | undefined
  method: string
  /** Path with query, as sent. */
  path: string
  body: Uint8Array | string
}

/**
 * What is signed: six lines without a final newline.
 *
 * @param timestamp seconds since 1970
 */
export function signingString({ method, path, timestamp, nonce, body }: Omit<SignedRequest, 'keyId' | 'signature'>): string {
  return ['wecom-sidebar-1', method, path, timestamp, nonce, createHash('sha256').update(body).digest('hex')].join('\n')
}

/**
 * Recognises the company's own systems.
 *
 * @param store one that fails rather than guess: a replay must not pass during an outage
 * @param now milliseconds since 1970
 * @returns the key; throws {AppError} api_key_refused, store_unavailable
 */
export function createRequestVerifier({ keys, store, now }: { keys: readonly ApiKey[], store: KeyValueStore, now: () => number }) {
  // Checked for unknown keys, so that they take as long as known ones.
  const nobody: ApiKey = { id: '', secret: randomBytes(32).toString('hex'), scopes: [] }

  return async function verify(request: SignedRequest): Promise<ApiKey> {
    const { timestamp = '', nonce = '', signature = '' } = request
    if (!TIMESTAMP.test(timestamp) || !NONCE.test(nonce) || !SIGNATURE.test(signature)) throw new AppError('api_key_refused')
    const key = keys.find(({ id }) => id === request.keyId) ?? nobody
    const expected = createHmac('sha256', key.secret).update(signingString(request)).digest()
    const isGenuine = timingSafeEqual(expected, Buffer.from(signature, 'hex')) && key !== nobody
    const isRecent = Math.abs(now() - Number(timestamp) * 1_000) <= MAX_SKEW_MS
    if (!isGenuine || !isRecent) throw new AppError('api_key_refused')
    // A request from the future is recent for twice as long.
    if (!await store.acquire(`api-nonce:${key.id}:${nonce}`, 2 * MAX_SKEW_MS + 1_000)) throw new AppError('api_key_refused')
    return key
  }
}

/** @throws {AppError} scope_missing */
export function requireScope({ scopes }: ApiKey, scope: ApiScope): void {
  if (!scopes.includes(scope)) throw new AppError('scope_missing')
}
