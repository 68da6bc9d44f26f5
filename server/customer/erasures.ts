import { createHash } from 'node:crypto'
import type { KeyValueStore } from '../storage/key-value-store.ts'

/** Longer than a process keeps a copy of a customer, and than it is remembered who was opened last. */
const REMEMBERED_MS = 31 * 24 * 60 * 60_000

/** Which customers were erased lately, so that nothing kept from before is shown any more, by no process of a store. */
export interface Erasures {
  add(externalUserId: string): Promise<void>
  /** Whether what was kept then must not be shown any more. */
  concerns(externalUserId: string, keptAt: Date): Promise<boolean>
}

/** @param now milliseconds since 1970 */
export function createErasures(store: KeyValueStore, now: () => number): Erasures {
  // The mark must not itself tell who was erased.
  const keyOf = (externalUserId: string) => `erased:${createHash('sha256').update(externalUserId).digest('hex')}`
  return {
    add: externalUserId => store.set(keyOf(externalUserId), String(now()), REMEMBERED_MS),
    async concerns(externalUserId, keptAt) {
      const erasedAt = await store.get(keyOf(externalUserId))
      return erasedAt !== undefined && keptAt.getTime() <= Number(erasedAt)
    },
  }
}
