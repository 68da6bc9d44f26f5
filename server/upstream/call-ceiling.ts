import type { Limit } from '../storage/key-value-store.ts'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from './clock.ts'
import type { Request } from './request.ts'
import { CeilingReachedError } from './upstream-error.ts'
import type { Upstream } from './upstream-error.ts'

/** Calls that a process reserves at once, so that not every call costs a use of the store. */
const CHUNK = 50
interface Reserve {
  left: number
  until: number
}

export interface CallCeilingOptions {
  upstream: Upstream
  /** Most calls of one API, by all processes; the shortest window first. */
  ceiling: readonly Limit[]
  /** Counts over all processes. */
  vault: Pick<Vault, 'use'>
  clock: Pick<Clock, 'monotonic'>
}

/**
 * Keeps the calls of each API below the upstream's own limit, which all apps of the company share: this app must not
 * stop the others.
 *
 * @returns the same calls; beyond the ceiling they throw CeilingReachedError
 */
export function belowCeiling(request: Request, options: CallCeilingOptions): Request {
  const { upstream, ceiling, vault, clock } = options
  const reserves = new Map<string, Promise<Reserve>>()

  /**
   * Each window has a reserve of its own, which lasts as long as the window: a process with few calls takes one in an
   * hour, not one in a minute. So a hundred processes have room in the minute, and more in the hour.
   */
  async function reserve(endpoint: string, { limit, windowMs }: Limit): Promise<Reserve> {
    const chunks = { limit: Math.max(1, Math.floor(limit / CHUNK)), windowMs }
    const use = await vault.use(`calls:${upstream.name}:${endpoint}:${windowMs}`, chunks)
    if (!use.granted) throw new CeilingReachedError(upstream, endpoint, use.retryAfterMs)
    return { left: CHUNK, until: clock.monotonic() + windowMs }
  }

  /** Calls that come while a reserve is fetched wait for it together. */
  async function take(endpoint: string, window: Limit): Promise<void> {
    const key = `${endpoint}:${window.windowMs}`
    for (;;) {
      const fetched = reserves.get(key) ?? reserve(endpoint, window)
      reserves.set(key, fetched)
      const forgetIt = () => reserves.get(key) === fetched && reserves.delete(key)
      const found = await fetched.catch((error: unknown) => {
        forgetIt()
        throw error
      })
      if (found.left > 0 && clock.monotonic() < found.until) {
        found.left -= 1
        return
      }
      forgetIt()
    }
  }

  return async (call) => {
    // The shortest window first: what it refuses uses up nothing of a longer one.
    for (const window of ceiling) await take(call.endpoint, window)
    return request(call)
  }
}
