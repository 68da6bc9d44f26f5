import { randomBytes } from 'node:crypto'
import type { ApiScope } from '#shared/api-scopes.ts'
import type { Vault } from '../storage/vault.ts'
import { AppError } from '../errors/app-error.ts'
import { readSignature, VERSION_1_ENDS } from './request-signature.ts'
import type { SignedRequest } from './request-signature.ts'

/** Allowed difference between a caller's clock and ours, milliseconds. */
const MAX_SKEW_MS = 5 * 60_000
const LIMIT_WINDOW_MS = 60_000
/** One memory for all keys: a store loses it as a whole or not at all. */
const MEMORY = 'api-requests'

/** A key of one of the company's own systems (NUXT_API_KEYS). */
export interface ApiKey {
  id: string
  /** Each of them signs, so that a system can change to a new one. */
  secrets: readonly string[]
  scopes: readonly ApiScope[]
  /** The apps whose accounts the key may use; all when absent. */
  apps?: readonly string[]
  /** Requests a minute. */
  limit: number
}

export interface RequestVerifierOptions {
  keys: readonly ApiKey[]
  /** Corp ID, a colon and AgentId. */
  deployment: string
  /** Remembers used requests. During an outage it fails: a replay must not pass then. */
  vault: Pick<Vault, 'use' | 'useOnce'>
  /** Milliseconds since 1970. */
  now: () => number
  /** Called once for each key that signs with version 1. */
  onVersion1: (keyId: string) => void
}

/** Recognises the company's own systems. */
export interface RequestVerifier {
  /**
   * Begins to remember requests. What was signed earlier is refused, so call it at start, not at the first request.
   *
   * @throws {AppError} store_unavailable
   */
  begin(): Promise<void>
  /**
   * Only a request with a valid signature counts for the limit of its key, or learns more than `api_key_refused`.
   *
   * @returns the key of a request
   * @throws {AppError} api_key_refused, signature_outdated, replay_possible, too_many_requests, store_unavailable
   */
  verify(request: SignedRequest): Promise<ApiKey>
}

export function createRequestVerifier(options: RequestVerifierOptions): RequestVerifier {
  const { keys, deployment, vault, now, onVersion1 } = options
  // Every request is checked against as many secrets, so that known and unknown keys take the same time.
  const mostSecrets = Math.max(1, ...keys.map(({ secrets }) => secrets.length))
  const decoys = Array.from({ length: mostSecrets }, () => randomBytes(32).toString('hex'))
  const reported = new Set<string>()

  const useOnce = (id: string, datedAt: number) =>
    vault.useOnce(MEMORY, { id, datedAt, now: now(), toleranceMs: MAX_SKEW_MS })

  function admitVersion1(keyId: string): void {
    if (now() >= VERSION_1_ENDS) throw new AppError('signature_outdated')
    if (!reported.has(keyId)) onVersion1(keyId)
    reported.add(keyId)
  }

  return {
    begin: async () => void await useOnce(randomBytes(16).toString('hex'), now()),
    async verify(request) {
      const signature = readSignature(request, deployment)
      const key = keys.find(({ id }) => id === request.keyId)
      const secrets = [...key?.secrets ?? [], ...decoys].slice(0, mostSecrets)
      const isGenuine = signature?.isMadeWith(secrets) ?? false
      if (!signature || !key || !isGenuine || Math.abs(now() - signature.signedAt) > MAX_SKEW_MS) {
        throw new AppError('api_key_refused')
      }
      if (signature.version === 1) admitVersion1(key.id)
      const use = await useOnce(`${key.id}:${signature.nonce}`, signature.signedAt)
      if (!use.granted) {
        throw use.tooEarlyMs > 0 ? later('replay_possible', use.tooEarlyMs) : new AppError('api_key_refused')
      }
      const count = await vault.use(`api-key:${key.id}`, { limit: key.limit, windowMs: LIMIT_WINDOW_MS })
      if (!count.granted) throw later('too_many_requests', count.retryAfterMs)
      return key
    },
  }
}

function later(code: 'replay_possible' | 'too_many_requests', retryAfterMs: number): AppError {
  return new AppError(code, { retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) })
}

/** @throws {AppError} scope_missing */
export function requireScope({ scopes }: Pick<ApiKey, 'scopes'>, scope: ApiScope): void {
  if (!scopes.includes(scope)) throw new AppError('scope_missing')
}
