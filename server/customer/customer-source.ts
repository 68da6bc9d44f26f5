import { LRUCache } from 'lru-cache'
import { AppError } from '../errors/app-error.ts'
import type { Clock } from '../upstream/clock.ts'
import { isRefusal, isThrottled } from '../upstream/upstream-error.ts'
import type { WecomClient } from '../wecom/client.ts'
import { getExternalContact } from '../wecom/api/external-contact.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'
import { grantAccess } from './access.ts'
import type { AccessPolicy, FollowedCustomer } from './access.ts'
import type { Changes } from './changes.ts'
import type { Erasures } from './erasures.ts'
import { hasNoRelation } from './no-relation.ts'
import type { OwnCustomers } from './own-customers.ts'
import type { RecentChanges } from './recent-changes.ts'

/** Maximum age of a profile, and of the decision who may see it, while WeCom answers, milliseconds. */
const FRESH_MS = 60_000
/**
 * Maximum age of an answer that refuses a member, milliseconds: the member may just have added the customer. The same
 * for "not yours" and "does not exist", so that the one is not faster than the other.
 */
const REFUSAL_MS = 3_000
/** Maximum age of a profile while WeCom throttles, milliseconds. The decision who may see it is never that old. */
const LAST_GOOD_MS = 10 * 60_000
/** Limit of the ids that do not exist. */
const MAX_CACHED_ABSENT = 10_000
/** Limit of each cache, in followers: a customer with many followers takes more memory. */
const MAX_CACHED_FOLLOWERS = 100_000

export interface CustomerSourceOptions {
  wecom: WecomClient
  policy: AccessPolicy
  ownCustomers: OwnCustomers
  /** Called with every answer of WeCom about a customer; must neither wait nor throw. */
  onContact: (contact: ExternalContact) => void
  erasures: Erasures
  changes: Changes
  recentChanges: RecentChanges
  clock: Clock
}

/** How old an answer about a customer may be. */
export interface FindOptions {
  /** At most a few seconds, as a refusal is. */
  newest?: boolean
  /** Ten minutes, if no change is known since. WeCom is then not asked again. */
  unchanged?: boolean
}

export interface CustomerSource {
  /**
   * The customer, at most a minute old unless the options say otherwise. While WeCom throttles: the last good answer
   * with its time, if another API of WeCom confirms that the member follows the customer.
   *
   * @throws {AppError} customer_not_found when no visible member follows this customer
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  find(userId: string, externalUserId: string, options?: FindOptions): Promise<FoundCustomer>
  /**
   * The customer as WeCom has it now, never from a cache. For changes.
   *
   * @throws as `find`
   */
  ask(externalUserId: string): Promise<FollowedCustomer>
  /**
   * The customer, at most a minute old. For callers that may see every customer.
   *
   * @throws as `find`
   */
  recent(externalUserId: string): Promise<FollowedCustomer>
  /** Hides everything fetched until now: here at once, in other processes within a second. */
  erase(externalUserId: string): Promise<void>
}

/** A customer, and how old the answer of WeCom is. */
export interface FoundCustomer {
  customer: FollowedCustomer
  /** Milliseconds. */
  age: number
  /** Only while WeCom throttles: when it gave the answer. */
  asOf?: Date
}

export function createCustomerSource(options: CustomerSourceOptions): CustomerSource {
  const { wecom, policy, ownCustomers, onContact, erasures, changes, recentChanges, clock } = options
  const bounds = { perf: { now: clock.monotonic }, ttlResolution: 0 }
  const weighed = {
    maxSize: MAX_CACHED_FOLLOWERS,
    sizeCalculation: ({ customer }: Dated) => 1 + customer.followUsers.length,
  }
  const lastGood = new LRUCache<string, Dated>({ ...bounds, ...weighed, ttl: LAST_GOOD_MS })
  const absent = new LRUCache<string, true>({ ...bounds, max: MAX_CACHED_ABSENT, ttl: REFUSAL_MS })
  // Members who open the same customer at the same time share one call of WeCom.
  const fresh = new LRUCache<string, Dated>({
    ...bounds,
    ...weighed,
    // A change must not fail a request that already waits for the customer. It is not kept then: it may be outdated.
    ignoreFetchAbort: true,
    // A refresh that fails leaves the answer that it should have replaced, for as long as that is fresh.
    noDeleteOnFetchRejection: true,
    async fetchMethod(externalUserId, _stale, { options, signal }) {
      options.ttl = changes.lifetime(FRESH_MS)
      const customer = await ask(externalUserId, signal)
      const dated = { customer, fetchedAt: new Date(clock.wall()), receivedAt: clock.monotonic() }
      if (!signal.aborted) lastGood.set(externalUserId, dated)
      onContact(customer.contact)
      return dated
    },
  })

  function forget(externalUserId: string): void {
    fresh.delete(externalUserId)
    absent.delete(externalUserId)
  }

  changes.subscribe((change) => {
    if (change.kind === 'customer' || change.kind === 'erasure') forget(change.externalUserId)
    // Not left to the erasure's time: a wall clock that was set back would let the copy pass.
    if (change.kind === 'erasure') lastGood.delete(change.externalUserId)
    if (change.kind === 'unknown') {
      fresh.clear()
      absent.clear()
    }
  })

  /** @param signal aborted when the answer may be outdated before it is there */
  async function ask(externalUserId: string, signal: AbortSignal): Promise<FollowedCustomer> {
    try {
      return await getExternalContact(wecom, externalUserId)
    }
    catch (error) {
      if (!hasNoRelation(error)) throw error
      lastGood.delete(externalUserId)
      if (!signal.aborted) {
        absent.set(externalUserId, true, { ttl: changes.lifetime(REFUSAL_MS) })
        // Last, because it aborts the signal.
        fresh.delete(externalUserId)
      }
      throw new AppError('customer_not_found')
    }
  }

  /** The kept answer, also while a newer one is fetched: that fetch may fail. */
  async function keptOrAsked(externalUserId: string): Promise<Dated> {
    return fresh.get(externalUserId) ?? fresh.forceFetch(externalUserId)
  }

  /** Fetches a fresh answer, and then replaces a cached one. Concurrent callers share that fetch. */
  async function askAgain(externalUserId: string, outdated: Dated): Promise<Dated> {
    return fresh.forceFetch(externalUserId, { forceRefresh: fresh.peek(externalUserId) === outdated })
  }

  /** An old answer that nothing has changed since, as far as this process learns of changes. */
  function unchangedFor(userId: string, externalUserId: string): FoundCustomer | undefined {
    const known = lastGood.get(externalUserId)
    if (!known || recentChanges.mayHaveChanged(externalUserId, known.receivedAt)) return undefined
    const age = clock.monotonic() - known.receivedAt
    const isValid = age < changes.lifetime(LAST_GOOD_MS) && grantAccess(known.customer, userId, policy)
    return isValid ? { customer: known.customer, age } : undefined
  }

  async function lastGoodOf(externalUserId: string): Promise<Dated | undefined> {
    const dated = lastGood.get(externalUserId)
    if (!dated || !await erasures.concerns(externalUserId, dated.fetchedAt)) return dated
    lastGood.delete(externalUserId)
    return undefined
  }

  async function isConfirmed(userId: string, externalUserId: string): Promise<boolean> {
    if (policy === 'corp') return true
    return (await ownCustomers.of(userId)).has(externalUserId)
  }

  return {
    async find(userId, externalUserId, { newest = false, unchanged = false } = {}) {
      if (absent.has(externalUserId)) throw new AppError('customer_not_found')
      const old = unchanged ? unchangedFor(userId, externalUserId) : undefined
      if (old) return old
      try {
        const known = await keptOrAsked(externalUserId)
        const mayBeOutdated = clock.monotonic() - known.receivedAt > REFUSAL_MS
        const needsFresh = mayBeOutdated && (newest || !grantAccess(known.customer, userId, policy))
        const { customer, receivedAt } = needsFresh ? await askAgain(externalUserId, known) : known
        return { customer, age: clock.monotonic() - receivedAt }
      }
      catch (error) {
        const last = isThrottled(error) || isRefusal(error, 'crowded') ? await lastGoodOf(externalUserId) : undefined
        if (!last || !await isConfirmed(userId, externalUserId)) throw error
        return { customer: last.customer, age: clock.monotonic() - last.receivedAt, asOf: last.fetchedAt }
      }
    },
    ask: async (externalUserId) => {
      forget(externalUserId)
      return (await fresh.forceFetch(externalUserId)).customer
    },
    recent: async externalUserId => (await keptOrAsked(externalUserId)).customer,
    async erase(externalUserId) {
      changes.announce({ kind: 'erasure', externalUserId })
      await erasures.add(externalUserId)
    },
  }
}

interface Dated {
  customer: FollowedCustomer
  fetchedAt: Date
  /** Milliseconds on the monotonic clock. */
  receivedAt: number
}
