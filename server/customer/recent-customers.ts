import * as v from 'valibot'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import type { Erasures } from './erasures.ts'

/** How many are remembered. */
const COUNT = 5
/** How long; an erasure is remembered for longer. */
const REMEMBERED_MS = 30 * 24 * 60 * 60_000

const entriesSchema = v.array(v.object({ externalUserId: v.string(), openedAt: v.number() }))

export interface RecentCustomersOptions {
  /** Encrypted. */
  store: KeyValueStore
  erasures: Erasures
  /** Milliseconds since 1970. */
  now: () => number
  /** Told of what nobody waits for. */
  onFailure: (error: unknown) => void
}

/** Whom a member opened last, also after the client has thrown the page away. */
export interface RecentCustomers {
  /** The ids, the one opened last first; empty when they cannot be had. */
  of(userId: string): Promise<string[]>
  /** Takes note that the member has opened a customer; neither waits nor throws. */
  note(userId: string, externalUserId: string): void
  /** Waits for what is being noted. */
  settle(): Promise<void>
}

export function createRecentCustomers({ store, erasures, now, onFailure }: RecentCustomersOptions): RecentCustomers {
  const noting = new Set<Promise<void>>()
  const keyOf = (userId: string) => `recent:${userId}`

  async function entriesOf(userId: string) {
    const kept = await store.get(keyOf(userId))
    const entries = v.parse(entriesSchema, JSON.parse(kept ?? '[]')).filter(({ openedAt }) => openedAt > now() - REMEMBERED_MS)
    const erased = await Promise.all(entries.map(({ externalUserId, openedAt }) => erasures.concerns(externalUserId, new Date(openedAt))))
    return entries.filter((_, index) => !erased[index])
  }

  async function write(userId: string, externalUserId: string): Promise<void> {
    const others = (await entriesOf(userId)).filter(entry => entry.externalUserId !== externalUserId)
    await store.set(keyOf(userId), JSON.stringify([{ externalUserId, openedAt: now() }, ...others].slice(0, COUNT)), REMEMBERED_MS)
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
