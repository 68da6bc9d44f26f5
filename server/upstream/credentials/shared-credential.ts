import { createHash, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Lease } from '../../storage/key-value-store.ts'
import type { Vault } from '../../storage/vault.ts'
import type { Clock } from '../clock.ts'
import { UpstreamUnavailableError } from '../upstream-error.ts'
import type { Upstream } from '../upstream-error.ts'

/** What WeCom issues: a secret and its lifetime. */
export interface Credential {
  value: string
  /** Seconds, as the upstream says. */
  expiresInSeconds: number
}

/** A value that is probably valid, and for how long. */
export interface LiveCredential {
  value: string
  remainingMs: number
  /** Different for each fetch, also when WeCom issues the same value again. */
  generation: string
}

export interface SharedCredentialOptions {
  /** Whose credential it is. */
  upstream: Upstream
  /** Names the credential, and the place where its value is stored. */
  key: string
  vault: Vault
  fetch: () => Promise<Credential>
  /** The wall clock is WeCom's, as far as this process knows it. */
  clock: Clock
}

/** One credential of all processes: the first process that needs it fetches it, the others read it. */
export interface SharedCredential {
  /** The stored value, if it is valid. */
  read(): Promise<LiveCredential | undefined>
  /**
   * A valid value other than `dead`: the stored one, or one that exactly one process fetches while the others wait.
   *
   * @throws whatever `fetch` throws; UpstreamUnavailableError when another process fetches for too long, or when WeCom
   * has just issued the dead value again
   */
  obtain(dead?: string): Promise<LiveCredential>
  /**
   * A value that was fetched after `current`, or is fetched now.
   *
   * @returns undefined while another process fetches it
   * @throws whatever `fetch` throws
   */
  extend(current: LiveCredential): Promise<LiveCredential | undefined>
}

/** When the holder dies, another process takes over after this time, so that a waiting request stays within 4 s. */
const LOCK_MS = 2_500
/** The holder renews its lock, however slow WeCom is: otherwise one process after the other would call WeCom. */
const RENEW_MS = 800
const POLL_MS = 25
const PATIENCE_MS = 8_000
/** No value is used in its last minute. This also covers clocks that differ by up to a minute. */
const MARGIN_MS = 60_000
const MAX_LIFETIME_MS = 7_200_000
/** WeCom may issue a dead value again (doc 91039): repeated calls would not make it valid. */
const REPEAT_MS = 7_500

const storedCredential = v.object({
  value: v.pipe(v.string(), v.minLength(1)),
  generation: v.string(),
  storedAt: v.number(),
  expiresAt: v.number(),
})

/** @returns the credential `key` of all processes that share the vault */
export function createSharedCredential(options: SharedCredentialOptions): SharedCredential {
  const { upstream, key, vault, fetch, clock } = options
  const stored = vault.slot(key, storedCredential, MAX_LIFETIME_MS)
  const lock = () => vault.acquire(`${key}:lock`, LOCK_MS)

  function repeatOf(dead: string) {
    const fingerprint = createHash('sha256').update(dead).digest('hex').slice(0, 16)
    return vault.slot(`${key}:dead:${fingerprint}`, v.literal('again'), REPEAT_MS)
  }
  function unavailable(reason: 'timeout' | 'dead_value') {
    return new UpstreamUnavailableError(upstream, key.slice(key.lastIndexOf(':') + 1), reason)
  }

  async function read(): Promise<LiveCredential | undefined> {
    const entry = await stored.entry()
    if (!entry) return undefined
    const { value, generation, storedAt, expiresAt } = entry.value
    const now = clock.wall()
    // Either clock may be wrong: the store's, and the one that dated WeCom's answer.
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
    await stored.setWhileHeld(holder, entry, Math.max(1, Math.floor(remainingMs)))
    return { value, remainingMs, generation }
  }

  async function fetchInsteadOf(dead: string | undefined, holder: Lease): Promise<LiveCredential> {
    if (dead !== undefined && await repeatOf(dead).get()) throw unavailable('dead_value')
    const fetched = await fetchAs(holder)
    // It may be valid after all, so it is used, but for a while no process fetches it again.
    if (fetched.value === dead) await repeatOf(dead).set('again')
    return fetched
  }

  async function whileHeld<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    let done = false
    async function keep() {
      for (let held = 0; held < PATIENCE_MS; held += RENEW_MS) {
        await clock.sleep(RENEW_MS)
        if (done) return
        await lease.renew(LOCK_MS).catch(() => {}) // if the lock is lost, `setWhileHeld` writes nothing
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
        const lease = await lock()
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
      // Before taking the lock: processes that only read must not block each other.
      const found = await newer()
      if (found) return found
      const lease = await lock()
      return lease && whileHeld(lease, async () => await newer() ?? fetchAs(lease))
    },
  }
}
