import { hash } from 'node:crypto'
import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'

/** Longer than a process keeps a copy of a customer, and longer than the list of recently opened customers. */
const REMEMBERED_MS = 31 * 24 * 60 * 60_000

/** The customers that were erased recently, so that no process of a store shows a copy from before. */
export interface Erasures {
  add(externalUserId: string): Promise<void>
  /** @returns whether a copy from that moment must not be shown */
  concerns(externalUserId: string, keptAt: Date): Promise<boolean>
}

/** @param now milliseconds since 1970 */
export function createErasures(vault: Vault, now: () => number): Erasures {
  // The mark itself must not tell who was erased.
  function slotOf(externalUserId: string) {
    const customer = hash('sha256', externalUserId)
    return vault.slot(`erased:${customer}`, v.number(), REMEMBERED_MS)
  }
  return {
    add: externalUserId => slotOf(externalUserId).set(now()),
    async concerns(externalUserId, keptAt) {
      const erasedAt = await slotOf(externalUserId).get()
      return erasedAt !== undefined && keptAt.getTime() <= erasedAt
    },
  }
}
