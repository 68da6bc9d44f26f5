import { createHash, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { KeyValueStore, Lease } from '../../storage/key-value-store.ts'
import type { Clock } from '../clock.ts'
import { UpstreamUnavailableError } from '../upstream-error.ts'
import type { Upstream } from '../upstream-error.ts'

/** What WeCom hands out: a secret and how long it lives. */
export interface Credential {
  value: string
  /** As WeCom said, seconds. */
  expiresInSeconds: number
}

/** A value believed to be alive, for so long. */
export interface LiveCredential {
  value: string
  remainingMs: number
  /** Tells one fetch from the next, also when WeCom hands the same value out again. */
  generation: string
}

export interface SharedCredentialOptions {
  /** Whose credential it is. */
  upstream: Upstream
  /** Where the value is kept; also names it. */
  key: string
  store: KeyValueStore
  fetch: () => Promise<Credential>
  /** Its wall clock is WeCom's, as far as this process knows that. */
  clock: Clock
}

/** One credential of all processes of a store: whoever needs it first fetches it, everybody else reads it. */
export interface SharedCredential {
  /** The stored value, if it is alive. */
  read(): Promise<LiveCredential | undefined>
  /**
   * A live value other than `dead`: stored by somebody, or fetched by exactly one process while the others wait.
   *
   * @throws whatever `fetch` throws; UpstreamUnavailableError when others have been fetching for too long, or when WeCom has
   * only just handed the dead value out again
   */
  obtain(dead?: string): Promise<LiveCredential>
  /** What somebody has fetched since `current`, or a new fetch; undefined while another is at it. @throws whatever `fetch` throws */
  extend(current: LiveCredential): Promise<LiveCredential | undefined>
}

/** A holder that dies is replaced after this: soon enough for who waits, with the four seconds a person is given. */
const LOCK_MS = 2_500
/** A holder that lives keeps its lock, however slow WeCom is: else every process would ask, one after another. */
const RENEW_MS = 800
const POLL_MS = 25
const PATIENCE_MS = 8_000
/** No value is handed out in its last minute; it also covers clocks that differ by as much. */
const MARGIN_MS = 60_000
const MAX_LIFETIME_MS = 7_200_000
/** WeCom may hand a dead value out again (doc 91039): asking over and over would not bring it to life. */
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
    // Two clocks, of which either may be wrong: the store's, and the one that WeCom's answer was dated by.
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
    // It may live after all, so it is tried, but not asked for again at once by anybody.
    if (fetched.value === dead) await store.set(deadKey(dead), 'again', REPEAT_MS)
    return fetched
  }

  async function whileHeld<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    let done = false
    async function keep() {
      for (let held = 0; held < PATIENCE_MS; held += RENEW_MS) {
        await clock.sleep(RENEW_MS)
        if (done) return
        await lease.renew(LOCK_MS).catch(() => {}) // lost or not, `set` will tell
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
      // Without the lock, for which processes that only want to read would be in each other's way.
      const found = await newer()
      if (found) return found
      const lease = await store.acquire(`${key}:lock`, LOCK_MS)
      return lease && whileHeld(lease, async () => await newer() ?? fetchAs(lease))
    },
  }
}
