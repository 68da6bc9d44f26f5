import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import type { Erasures } from './erasures.ts'

/** How many customers of a member are remembered. */
const COUNT = 5
/** How long they are remembered, milliseconds; an erasure is remembered for longer. */
const REMEMBERED_MS = 30 * 24 * 60 * 60_000
/** A page asks again when the member comes back to it. Within this time, milliseconds, that changes nothing. */
const SAME_OPENING_MS = 60_000
const MAX_MEMBERS = 10_000

const entriesSchema = v.array(v.object({ externalUserId: v.string(), openedAt: v.number() }))

export interface RecentCustomersOptions {
  vault: Vault
  erasures: Erasures
  /** Milliseconds since 1970. */
  now: () => number
  /** Called when a background write or a read failed. */
  onFailure: (error: unknown) => void
}

/** The customers a member opened last, also after the client has discarded the page. */
export interface RecentCustomers {
  /** Their ids, the most recent first; empty when the store fails. */
  of(userId: string): Promise<string[]>
  /** Records in the background that the member has opened a customer; does not throw. */
  note(userId: string, externalUserId: string): void
  /** Waits for the records in progress. */
  settle(): Promise<void>
}

export function createRecentCustomers({ vault, erasures, now, onFailure }: RecentCustomersOptions): RecentCustomers {
  const noting = new Set<Promise<void>>()
  /** What this process has noted last for each member. */
  const newest = new LRUCache<string, { externalUserId: string, openedAt: number }>({ max: MAX_MEMBERS })
  const slotOf = (userId: string) =>
    vault.slot(`recent:${vault.fingerprint(userId)}`, entriesSchema, REMEMBERED_MS)

  async function entriesOf(userId: string) {
    const kept = await slotOf(userId).get() ?? []
    const entries = kept.filter(({ openedAt }) => openedAt > now() - REMEMBERED_MS)
    const erased = await Promise.all(entries.map(({ externalUserId, openedAt }) =>
      erasures.concerns(externalUserId, new Date(openedAt))))
    return entries.filter((_, index) => !erased[index])
  }

  async function write(userId: string, externalUserId: string): Promise<void> {
    const isSameOpening = (entry: { externalUserId: string, openedAt: number } | undefined) =>
      entry?.externalUserId === externalUserId && entry.openedAt > now() - SAME_OPENING_MS
    if (isSameOpening(newest.get(userId))) return
    const entries = await entriesOf(userId)
    if (isSameOpening(entries[0])) return
    const others = entries.filter(entry => entry.externalUserId !== externalUserId)
    const entry = { externalUserId, openedAt: now() }
    await slotOf(userId).set([entry, ...others].slice(0, COUNT))
    newest.set(userId, entry)
  }

  return {
    async of(userId) {
      try {
        return (await entriesOf(userId)).map(({ externalUserId }) => externalUserId)
      }
      catch (error) {
        onFailure(error)
        return []
      }
    },
    note(userId, externalUserId) {
      const work = write(userId, externalUserId).catch(onFailure).finally(() => noting.delete(work))
      noting.add(work)
    },
    settle: async () => void await Promise.all(noting),
  }
}
