import type { Vault } from '../../storage/vault.ts'
import type { Clock } from '../clock.ts'
import type { Upstream, UpstreamRefusedError } from '../upstream-error.ts'
import { createExpiringCache } from './expiring-cache.ts'
import type { ExpiringCache } from './expiring-cache.ts'
import { createSharedCredential } from './shared-credential.ts'
import type { Credential } from './shared-credential.ts'
import { shareRefusals } from './shared-refusal.ts'

export interface CredentialCacheOptions {
  /** Names the credential, with everything that its value is bound to. */
  key: string
  vault: Vault
  clock: Clock
  upstream: Upstream
  /** Whether all processes should know a refusal. */
  isFinal: (refusal: UpstreamRefusedError) => boolean
  /** Called after a renewal that failed in the background. */
  onRefreshFailure: (error: unknown) => void
}

/** Runs a call with a token. If the API has ended the token early, renews it and repeats the call once. */
export type WithToken = <T>(call: (token: string) => Promise<T>) => Promise<T>

/** One credential of all processes, cached in the memory of each. */
export function createCredentialCache(
  options: CredentialCacheOptions,
  fetch: () => Promise<Credential>,
): ExpiringCache {
  const { upstream, key, vault, clock, isFinal, onRefreshFailure } = options
  const credential = createSharedCredential({
    upstream, key, vault, fetch: shareRefusals({ upstream, key, vault, isFinal }, fetch), clock,
  })
  return createExpiringCache({ credential, onRefreshFailure, clock, random: Math.random })
}

/** @param isDead whether an error says that the token is no longer valid */
export function createWithToken(cache: ExpiringCache, isDead: (error: unknown) => boolean): WithToken {
  return async (call) => {
    const token = await cache.get()
    try {
      return await call(token)
    }
    catch (error) {
      if (!isDead(error)) throw error
      // WeCom refuses before it acts, so a write may be sent again. Once: a second refusal has another cause.
      cache.invalidate(token)
      return call(await cache.get())
    }
  }
}
