import type { KeyValueStore } from '../../storage/key-value-store.ts'
import type { Clock } from '../clock.ts'
import type { Upstream, UpstreamRefusedError } from '../upstream-error.ts'
import { createExpiringCache } from './expiring-cache.ts'
import type { ExpiringCache } from './expiring-cache.ts'
import { createSharedCredential } from './shared-credential.ts'
import type { Credential } from './shared-credential.ts'
import { shareRefusals } from './shared-refusal.ts'

export interface CredentialCacheOptions {
  /** Names the credential and everything that its value is bound to. */
  key: string
  store: KeyValueStore
  clock: Clock
  upstream: Upstream
  /** Whether all processes of the store remember this refusal. */
  isFinal: (refusal: UpstreamRefusedError) => boolean
  /** Called when a renewal in the background fails; no caller sees that error. */
  onRefreshFailure: (error: unknown) => void
}

/** Runs a call with a token. If the API has ended the token early, renews it and repeats the call once. */
export type WithToken = <T>(call: (token: string) => Promise<T>) => Promise<T>

/** One credential that all processes of a store share; each also keeps it in memory. */
export function createCredentialCache(
  options: CredentialCacheOptions,
  fetch: () => Promise<Credential>,
): ExpiringCache {
  const { upstream, key, store, clock, isFinal, onRefreshFailure } = options
  const fetchUnlessRefused = shareRefusals({ upstream, key, store, isFinal }, fetch)
  const credential = createSharedCredential({ upstream, key, store, fetch: fetchUnlessRefused, clock })
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
      // The API refuses before it acts, so even a write may be sent again. Only once: a second refusal means that
      // something else is wrong.
      cache.invalidate(token)
      return call(await cache.get())
    }
  }
}
