import { createHash } from 'node:crypto'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import type { Clock } from '../upstream/clock.ts'
import { UpstreamUnavailableError } from '../upstream/upstream-error.ts'
import { WECOM } from '../wecom/wecom-upstream.ts'

export interface TurnsOptions {
  /** Over all of whose processes turns are taken. */
  store: KeyValueStore
  clock: Clock
}

/** As long as a person is given for all of it: so long may work take, and a process that dies be in the way. */
const HOLD_MS = 4_000
/** Of those four seconds, the work itself needs some. */
const PATIENCE_MS = 3_000
const POLL_MS = 25

/**
 * Runs work of the same key one after the other, over all processes of a store and in this one in the order it came;
 * different keys do not wait for each other.
 *
 * @returns a function that throws UpstreamUnavailableError when the turn does not come in time: the work is then not done
 */
export function createTurns({ store, clock }: TurnsOptions) {
  const last = new Map<string, Promise<unknown>>()

  async function whileLocked<T>(key: string, deadline: number, work: () => Promise<T>): Promise<T> {
    // The key may tell who is whose customer; its lock must not.
    const lock = `turn:${createHash('sha256').update(key).digest('hex')}`
    while (clock.monotonic() < deadline) {
      const lease = await store.acquire(lock, HOLD_MS)
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
