import * as v from 'valibot'
import { foldUserId } from '#shared/utils/user-id.ts'
import { AppError } from '../errors/app-error.ts'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'

/** Sessions of one member at the same time; a new one beyond it ends the oldest. */
export const MAX_SESSIONS = 20

const LOCK_MS = 2_000
const POLL_MS = 25
const PATIENCE_MS = 3_000

const indexed = v.array(v.object({ hash: v.string(), createdAt: v.number() }))

/** A session in the index, by the hash of its id. */
export type IndexedSession = v.InferOutput<typeof indexed>[number]

/** The sessions of each member. It can name sessions that have ended. */
export interface SessionIndex {
  /** @returns oldest first */
  of(userId: string): Promise<IndexedSession[]>
  /**
   * Changes the list of a member; changes at the same time come one after the other, over all processes.
   *
   * @param change may be called again, when the lock was lost
   * @throws {AppError} store_unavailable
   */
  change(userId: string, change: (before: IndexedSession[]) => Promise<IndexedSession[]>): Promise<void>
}

/** @param lifetimeMs longest life of a session */
export function createSessionIndex(vault: Vault, clock: Clock, lifetimeMs: number): SessionIndex {
  const keyOf = (userId: string) => `sessions-of:${vault.fingerprint(foldUserId(userId))}`
  const slotOf = (userId: string) => vault.slot(keyOf(userId), indexed, lifetimeMs)
  const youngOnes = (list: IndexedSession[] = []) =>
    list.filter(({ createdAt }) => createdAt > clock.wall() - lifetimeMs)

  return {
    of: async userId => youngOnes(await slotOf(userId).get()),
    async change(userId, change) {
      for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
        const lease = await vault.acquire(`${keyOf(userId)}:lock`, LOCK_MS)
        if (lease) {
          try {
            const before = youngOnes(await slotOf(userId).get())
            if (await slotOf(userId).setWhileHeld(lease, await change(before))) return
          }
          finally {
            await lease.release()
          }
        }
        await clock.sleep(POLL_MS)
      }
      throw new AppError('store_unavailable')
    },
  }
}
