import { createHash } from 'node:crypto'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import { UpstreamUnavailableError } from '../upstream/upstream-error.ts'
import { WECOM } from '../wecom/wecom-upstream.ts'

export interface TurnsOptions {
  /** Holds the locks: processes that share it take turns. */
  vault: Vault
  clock: Clock
}

/**
 * Lifetime of the lock, milliseconds: the time limit of a request. When the holder crashes, others wait at most this
 * long.
 */
const HOLD_MS = 4_000
/** How long a caller waits for its turn, milliseconds; the rest of the time limit is for the work. */
const PATIENCE_MS = 3_000
const POLL_MS = 25

/**
 * Runs work of the same key one at a time, over all processes, and within this process in the order of the calls. Work
 * of different keys runs at the same time.
 *
 * @returns a function that throws UpstreamUnavailableError when its turn does not come in time; the work is then not
 * done
 */
export function createTurns({ vault, clock }: TurnsOptions) {
  const last = new Map<string, Promise<unknown>>()

  async function whileLocked<T>(key: string, deadline: number, work: () => Promise<T>): Promise<T> {
    // The key contains ids of a member and a customer; the name of the lock must not.
    const lock = `turn:${createHash('sha256').update(key).digest('hex')}`
    while (clock.monotonic() < deadline) {
      const lease = await vault.acquire(lock, HOLD_MS)
      if (lease) return work().finally(() => lease.release())
      await clock.sleep(POLL_MS)
    }
    throw new UpstreamUnavailableError(WECOM, 'turn', 'timeout')
  }

  return async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const deadline = clock.monotonic() + PATIENCE_MS
    const before = last.get(key) ?? Promise.resolve()
    const start = () => whileLocked(key, deadline, work)
    const mine = before.then(start, start)
    last.set(key, mine)
    try {
      return await mine
    }
    finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}
