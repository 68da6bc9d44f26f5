import { createHash } from 'node:crypto'
import type { KeyValueStore } from '../storage/key-value-store.ts'

/** Longer than any process keeps a copy of a customer. */
const REMEMBERED_MS = 15 * 60_000

/** Which customers were erased lately, so that every process of a store throws away its copy. */
export interface Erasures {
  add(externalUserId: string): Promise<void>
  /** Whether what was fetched then must not be shown any more. */
  concerns(externalUserId: string, fetchedAt: Date): Promise<boolean>
}

/** @param now milliseconds since 1970 */
export function createErasures(store: KeyValueStore, now: () => number): Erasures {
  // The mark must not itself tell who was erased.
  const keyOf = (externalUserId: string) => `erased:${createHash('sha256').update(externalUserId).digest('hex')}`
  return {
    add: externalUserId => store.set(keyOf(externalUserId), String(now()), REMEMBERED_MS),
    async concerns(externalUserId, fetchedAt) {
      const erasedAt = await store.get(keyOf(externalUserId))
      return erasedAt !== undefined && fetchedAt.getTime() <= Number(erasedAt)
    },
  }
}
