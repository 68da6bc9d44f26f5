import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { KeyValueStore, Lease } from '../../storage/key-value-store.ts'
import type { Clock } from '../call/clock.ts'
import { WecomUnavailableError } from '../call/errors.ts'

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
}

export interface SharedCredentialOptions {
  /** Where the value is kept; also names it. */
  key: string
  store: KeyValueStore
  fetch: () => Promise<Credential>
  clock: Clock
}

/** One credential of all processes of a store: whoever needs it first fetches it, everybody else reads it. */
export interface SharedCredential {
  /** The stored value, if it is alive. */
  read(): Promise<LiveCredential | undefined>
  /**
   * A live value other than `dead`: stored by somebody, or fetched by exactly one process while the others wait.
   *
   * @throws whatever `fetch` throws, or WecomUnavailableError when others have been fetching for too long
   */
  obtain(dead?: string): Promise<LiveCredential>
  /** A value that lives longer than `current`, or undefined while another process is at it. @throws whatever `fetch` throws */
  extend(current: LiveCredential): Promise<LiveCredential | undefined>
}

/** A holder that dies is replaced after this: soon enough for who waits, with the four seconds a person is given. */
const LOCK_MS = 2_500
const POLL_MS = 25
const PATIENCE_MS = 8_000
/** No value is handed out in its last minute; it also covers clocks that differ by as much. */
const MARGIN_MS = 60_000
const MAX_LIFETIME_MS = 7_200_000
/** WeCom may hand a dead value out again (doc 91039): asking over and over would not bring it to life. */
const REPEAT_MS = 7_500

const storedEntry = v.pipe(v.string(), v.parseJson(), v.object({ value: v.pipe(v.string(), v.minLength(1)), storedAt: v.number(), expiresAt: v.number() }))

export function createSharedCredential({ key, store, fetch, clock }: SharedCredentialOptions): SharedCredential {
  async function read(): Promise<LiveCredential | undefined> {
    const parsed = v.safeParse(storedEntry, await store.get(key))
    if (!parsed.success) return undefined
    const { value, storedAt, expiresAt } = parsed.output
    const remainingMs = expiresAt - clock.wall()
    // Written in the future: one of the clocks is wrong, and the lifetime with it.
    const plausible = storedAt <= clock.wall() + MARGIN_MS && remainingMs <= MAX_LIFETIME_MS + MARGIN_MS
    return plausible && remainingMs > 0 ? { value, remainingMs } : undefined
  }

  async function fetchAs(holder: Lease): Promise<LiveCredential> {
    const { value, expiresInSeconds } = await fetch()
    const lifetime = Math.min(expiresInSeconds * 1_000, MAX_LIFETIME_MS)
    const remainingMs = lifetime - Math.min(MARGIN_MS, lifetime / 10)
    const entry = { value, storedAt: clock.wall(), expiresAt: clock.wall() + remainingMs }
    await holder.set(key, JSON.stringify(entry), Math.max(1, Math.floor(remainingMs)))
    return { value, remainingMs }
  }

  /** Of all processes that met this dead value, one may ask WeCom, once in a while. */
  async function mayAskAgain(dead: string): Promise<boolean> {
    const fingerprint = createHash('sha256').update(dead).digest('hex').slice(0, 16)
    return await store.acquire(`${key}:dead:${fingerprint}`, REPEAT_MS) !== undefined
  }

  async function whileHeld<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    }
    finally {
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
            if (latest && (latest.value !== dead || !await mayAskAgain(dead))) return latest
            return fetchAs(lease)
          })
        }
        await clock.sleep(POLL_MS)
      }
      throw new WecomUnavailableError(key.slice(key.lastIndexOf(':') + 1), 'timeout')
    },
    async extend(current) {
      const lease = await store.acquire(`${key}:lock`, LOCK_MS)
      return lease && whileHeld(lease, async () => {
        const latest = await read()
        return latest && latest.remainingMs > current.remainingMs + MARGIN_MS ? latest : fetchAs(lease)
      })
    },
  }
}
