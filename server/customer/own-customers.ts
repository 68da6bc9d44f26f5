import { LRUCache } from 'lru-cache'
import type { Clock } from '../upstream/clock.ts'
import type { WecomClient } from '../wecom/client.ts'
import { listExternalUserIds } from '../wecom/api/external-contact.ts'
import type { Changes } from './changes.ts'
import { hasNoRelation } from './no-relation.ts'

const FRESH_MS = 60_000
const MAX_MEMBERS = 1_000

/** The customers of each member, by WeCom's list; at most a minute old. */
export interface OwnCustomers {
  /** @returns external userids. @throws {UpstreamRefusedError | UpstreamUnavailableError} */
  of(userId: string): Promise<ReadonlySet<string>>
}

export interface OwnCustomersOptions {
  wecom: WecomClient
  changes: Pick<Changes, 'subscribe' | 'lifetime'>
  clock: Clock
}

export function createOwnCustomers({ wecom, changes, clock }: OwnCustomersOptions): OwnCustomers {
  const lists = new LRUCache<string, Set<string>>({
    max: MAX_MEMBERS,
    ignoreFetchAbort: true,
    perf: { now: clock.monotonic },
    ttlResolution: 0,
    async fetchMethod(userId, _stale, { options }) {
      options.ttl = changes.lifetime(FRESH_MS)
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
  changes.subscribe((change) => {
    if (change.kind === 'customersOf') lists.delete(change.userId)
    if (change.kind === 'unknown') lists.clear()
  })
  return { of: userId => lists.forceFetch(userId) }
}
