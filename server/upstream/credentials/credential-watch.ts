import type { Clock } from '../clock.ts'
import type { ExpiringCache } from './expiring-cache.ts'

/** How often the watch asks the cache, milliseconds. The cache asks the API only when it may. */
const INTERVAL_MS = 2_000

/** Knows whether a credential can be had. */
export interface CredentialWatch {
  /**
   * How the last try ended. The first call starts the watch and waits for the first try; no later call waits or asks.
   *
   * @throws what the last try threw
   */
  outcome(): Promise<void>
}

/**
 * Tries in the background to have a credential, at its own pace. So probes of a load balancer, however many, cause no
 * call of the API, and a process without users finds out by itself that a fault is over.
 */
export function createCredentialWatch(
  cache: Pick<ExpiringCache, 'get'>, { sleep }: Pick<Clock, 'sleep'>,
): CredentialWatch {
  let latest: Promise<void> | undefined

  async function watch(first: Promise<void>): Promise<void> {
    await first.catch(() => {})
    for (;;) {
      await sleep(INTERVAL_MS)
      const ended = await Promise.allSettled([cache.get()])
      latest = ended[0].status === 'fulfilled' ? Promise.resolve() : Promise.reject(ended[0].reason as Error)
      latest.catch(() => {})
    }
  }

  return {
    outcome() {
      if (!latest) {
        latest = cache.get().then(() => {})
        void watch(latest)
      }
      return latest
    },
  }
}
