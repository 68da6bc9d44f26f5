import { LRUCache } from 'lru-cache'
import type { Clock } from '../upstream/clock.ts'
import type { WecomClient } from '../wecom/client.ts'
import { listExternalUserIds } from '../wecom/api/external-contact.ts'
import { hasNoRelation } from './no-relation.ts'

const FRESH_MS = 60_000
const MAX_MEMBERS = 1_000

/** The customers of each member, by WeCom's list; at most a minute old. */
export interface OwnCustomers {
  /** @returns external userids. @throws {UpstreamRefusedError | UpstreamUnavailableError} */
  of(userId: string): Promise<ReadonlySet<string>>
  /** Makes the next `of` ask WeCom. */
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
        // For a member without customers, WeCom may answer 84061 instead of an empty list (doc 92113).
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
