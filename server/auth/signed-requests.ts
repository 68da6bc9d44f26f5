import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ApiScope } from '#shared/api-scopes.ts'
import type { Vault } from '../storage/vault.ts'
import { AppError } from '../errors/app-error.ts'

/** Allowed difference between a caller's clock and ours, milliseconds. */
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

/** A request as received; nothing in it is trusted until the signature is checked. */
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
 * The text that is signed: six lines without a final newline.
 *
 * @param timestamp seconds since 1970
 */
export function signingString(request: Omit<SignedRequest, 'keyId' | 'signature'>): string {
  const { method, path, timestamp, nonce, body } = request
  return ['wecom-sidebar-1', method, path, timestamp, nonce, createHash('sha256').update(body).digest('hex')].join('\n')
}

export interface RequestVerifierOptions {
  keys: readonly ApiKey[]
  /** Grants no lock during an outage: a replay must not pass then. */
  vault: Vault
  /** Milliseconds since 1970. */
  now: () => number
}

/**
 * Recognises the company's own systems.
 *
 * @returns the key of a request; throws {AppError} api_key_refused, store_unavailable
 */
export function createRequestVerifier({ keys, vault, now }: RequestVerifierOptions) {
  // Checked instead of an unknown key, so that both take the same time.
  const noKey: ApiKey = { id: '', secret: randomBytes(32).toString('hex'), scopes: [] }
  const refused = () => new AppError('api_key_refused')

  return async function verify(request: SignedRequest): Promise<ApiKey> {
    const { timestamp = '', nonce = '', signature = '' } = request
    if (!TIMESTAMP.test(timestamp) || !NONCE.test(nonce) || !SIGNATURE.test(signature)) throw refused()
    const key = keys.find(({ id }) => id === request.keyId) ?? noKey
    const expected = createHmac('sha256', key.secret).update(signingString(request)).digest()
    const isGenuine = timingSafeEqual(expected, Buffer.from(signature, 'hex')) && key !== noKey
    const isRecent = Math.abs(now() - Number(timestamp) * 1_000) <= MAX_SKEW_MS
    if (!isGenuine || !isRecent) throw refused()
    // A request dated five minutes ahead stays recent for ten minutes.
    if (!await vault.acquire(`api-nonce:${key.id}:${nonce}`, 2 * MAX_SKEW_MS + 1_000)) throw refused()
    return key
  }
}

/** @throws {AppError} scope_missing */
export function requireScope({ scopes }: ApiKey, scope: ApiScope): void {
  if (!scopes.includes(scope)) throw new AppError('scope_missing')
}
