import { createHash, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { KeyValueStore, Lease } from '../../storage/key-value-store.ts'
import type { Clock } from '../clock.ts'
import { UpstreamUnavailableError } from '../upstream-error.ts'
import type { Upstream } from '../upstream-error.ts'

/** A secret from the upstream, and how long it lives. */
export interface Credential {
  value: string
  /** Seconds, as the upstream says. */
  expiresInSeconds: number
}

/** A value that has not expired, as far as we know. */
export interface LiveCredential {
  value: string
  remainingMs: number
  /** Different for every fetch, even when WeCom returns the same value again. */
  generation: string
}

export interface SharedCredentialOptions {
  /** Whose credential it is. */
  upstream: Upstream
  /** Where the value is kept; also names it. */
  key: string
  store: KeyValueStore
  fetch: () => Promise<Credential>
  /** Its wall clock is corrected by the upstream's dates. */
  clock: Clock
}

/** One credential that all processes of a store share: the first that needs it fetches it, the others read it. */
export interface SharedCredential {
  /** The stored value, if it is alive. */
  read(): Promise<LiveCredential | undefined>
  /**
   * A live value other than `dead`: from the store, or fetched by exactly one process while the others wait.
   *
   * @throws what `fetch` throws; {UpstreamUnavailableError} `timeout` when another process fetches for too long,
   * `dead_value` when WeCom has just returned the dead value again
   */
  obtain(dead?: string): Promise<LiveCredential>
  /**
   * The value that another process has fetched after `current`, or a new one; undefined while another process fetches.
   *
   * @throws what `fetch` throws
   */
  extend(current: LiveCredential): Promise<LiveCredential | undefined>
}

/** The lock of a process that died ends after this time: before a waiting request gives up, after four seconds. */
const LOCK_MS = 2_500
/** A living process keeps its lock, however slow WeCom is; otherwise every process would fetch, one by one. */
const RENEW_MS = 800
const POLL_MS = 25
const PATIENCE_MS = 8_000
/** No value is used in its last minute. This also covers clocks that differ by a minute. */
const MARGIN_MS = 60_000
const MAX_LIFETIME_MS = 7_200_000
/** WeCom may return a dead value again (doc 91039). Fetching it more often than this would not help. */
const REPEAT_MS = 7_500

const storedEntry = v.pipe(v.string(), v.parseJson(), v.object({
  value: v.pipe(v.string(), v.minLength(1)),
  generation: v.string(),
  storedAt: v.number(),
  expiresAt: v.number(),
}))

export function createSharedCredential({ upstream, key, store, fetch, clock }: SharedCredentialOptions): SharedCredential {
  const unavailable = (reason: 'timeout' | 'dead_value') => new UpstreamUnavailableError(upstream, key.slice(key.lastIndexOf(':') + 1), reason)
  const deadKey = (value: string) => `${key}:dead:${createHash('sha256').update(value).digest('hex').slice(0, 16)}`

  async function read(): Promise<LiveCredential | undefined> {
    const entry = await store.entry(key)
    const parsed = v.safeParse(storedEntry, entry?.value)
    if (!entry || !parsed.success) return undefined
    const { value, generation, storedAt, expiresAt } = parsed.output
    const now = clock.wall()
    // Either clock may be wrong: the store's, or the one that `expiresAt` was computed with.
    const remainingMs = Math.min(entry.ttlMs, expiresAt - now)
    const plausible = storedAt <= now + MARGIN_MS && remainingMs <= MAX_LIFETIME_MS
    return plausible && remainingMs > 0 ? { value, remainingMs, generation } : undefined
  }

  async function fetchAs(holder: Lease): Promise<LiveCredential> {
    const { value, expiresInSeconds } = await fetch()
    const lifetime = Math.min(expiresInSeconds * 1_000, MAX_LIFETIME_MS)
    const remainingMs = lifetime - Math.min(MARGIN_MS, lifetime / 10)
    const generation = randomUUID()
    const entry = { value, generation, storedAt: clock.wall(), expiresAt: clock.wall() + remainingMs }
    await holder.set(key, JSON.stringify(entry), Math.max(1, Math.floor(remainingMs)))
    return { value, remainingMs, generation }
  }

  async function fetchInsteadOf(dead: string | undefined, holder: Lease): Promise<LiveCredential> {
    if (dead !== undefined && await store.get(deadKey(dead))) throw unavailable('dead_value')
    const fetched = await fetchAs(holder)
    // It may work after all, so it is used; but no process fetches again until REPEAT_MS have passed.
    if (fetched.value === dead) await store.set(deadKey(dead), 'again', REPEAT_MS)
    return fetched
  }

  async function whileHeld<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    let done = false
    async function keep() {
      for (let held = 0; held < PATIENCE_MS; held += RENEW_MS) {
        await clock.sleep(RENEW_MS)
        if (done) return
        await lease.renew(LOCK_MS).catch(() => {}) // if the lock is lost, `set` fails
      }
    }
    void keep()
    try {
      return await work()
    }
    finally {
      done = true
      await lease.release()
    }
  }

  return {
    read,
    async obtain(dead) {
      const deadline = clock.monotonic() + PATIENCE_MS
      while (clock.monotonic() < deadline) {
        const found = await read()
        if (found && found.value !== dead) return found
        const lease = await store.acquire(`${key}:lock`, LOCK_MS)
        if (lease) {
          return whileHeld(lease, async () => {
            const latest = await read()
            return latest && latest.value !== dead ? latest : fetchInsteadOf(dead, lease)
          })
        }
        await clock.sleep(POLL_MS)
      }
      throw unavailable('timeout')
    },
    async extend(current) {
      const newer = async () => {
        const latest = await read()
        return latest && latest.generation !== current.generation ? latest : undefined
      }
      // First without the lock: processes that only take over a newer value must not block each other.
      const found = await newer()
      if (found) return found
      const lease = await store.acquire(`${key}:lock`, LOCK_MS)
      return lease && whileHeld(lease, async () => await newer() ?? fetchAs(lease))
    },
  }
}
