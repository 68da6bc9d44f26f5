import { LRUCache } from 'lru-cache'
import type { WecomClient } from '../wecom/client.ts'
import type { Clock } from '../upstream/clock.ts'
import { listExternalUserIds } from '../wecom/api/external-contact.ts'
import { hasNoRelation } from './no-relation.ts'

const FRESH_MS = 60_000
const MAX_MEMBERS = 1_000

/** Which customers are a member's own, by WeCom's list; at most a minute old. */
export interface OwnCustomers {
  of(userId: string): Promise<ReadonlySet<string>>
  /** Makes the next look ask WeCom. */
  forget(userId: string): void
}

export function createOwnCustomers(wecom: WecomClient, clock: Clock): OwnCustomers {
  const lists = new LRUCache<string, Set<string>>({
    max: MAX_MEMBERS,
    ttl: FRESH_MS,
    ignoreFetchAbort: true,
    perf: { now: clock.monotonic },
    ttlResolution: 0,
    async fetchMethod(userId) {
      try {
        return new Set(await listExternalUserIds(wecom, userId))
      }
      catch (error) {
        // A member without customers may be answered by 84061 instead of an empty list (doc 92113).
        if (hasNoRelation(error)) return new Set()
        throw error
      }
    },
  })
  return {
    of: userId => lists.forceFetch(userId),
    forget(userId) {
      lists.delete(userId)
    },
  }
}
