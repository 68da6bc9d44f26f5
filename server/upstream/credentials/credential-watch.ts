import type { Clock } from '../clock.ts'

/** How often the watch tries, milliseconds. A credential cache asks its API only when it may. */
const INTERVAL_MS = 2_000

/** Knows whether credentials can be had. */
export interface CredentialWatch {
  /**
   * How the last try ended. The first call starts the watch and waits for the first try; no later call waits or asks.
   *
   * @throws what the last try threw
   */
  outcome(): Promise<void>
}

/**
 * Tries in the background to have credentials, at its own pace. So probes of a load balancer, however many, cause no
 * call of the API, and a process without users finds out by itself that a fault is over.
 *
 * @param attempt has the credentials, or throws
 * @param onFailure called with the first failure, and with the first one after a success
 */
export function createCredentialWatch(
  attempt: () => Promise<void>, { sleep }: Pick<Clock, 'sleep'>, onFailure: (error: unknown) => void,
): CredentialWatch {
  let latest: Promise<void> | undefined
  let isFailing = false

  async function attemptOnce(): Promise<void> {
    try {
      await attempt()
      isFailing = false
    }
    catch (error) {
      if (!isFailing) onFailure(error)
      isFailing = true
      throw error
    }
  }

  async function watch(first: Promise<void>): Promise<void> {
    await first.catch(() => {})
    for (;;) {
      await sleep(INTERVAL_MS)
      const ended = await Promise.allSettled([attemptOnce()])
      latest = ended[0].status === 'fulfilled' ? Promise.resolve() : Promise.reject(ended[0].reason as Error)
      latest.catch(() => {})
    }
  }

  return {
    outcome() {
      if (!latest) {
        latest = attemptOnce()
        void watch(latest)
      }
      return latest
    },
  }
}
