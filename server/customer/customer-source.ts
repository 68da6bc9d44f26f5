import { LRUCache } from 'lru-cache'
import { AppError } from '../errors/app-error.ts'
import type { Clock } from '../upstream/clock.ts'
import { isRefusal, isThrottled } from '../upstream/upstream-error.ts'
import type { WecomClient } from '../wecom/client.ts'
import { getExternalContact } from '../wecom/api/external-contact.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'
import { grantAccess } from './access.ts'
import type { AccessPolicy, FollowedCustomer } from './access.ts'
import type { Erasures } from './erasures.ts'
import { hasNoRelation } from './no-relation.ts'
import type { OwnCustomers } from './own-customers.ts'

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
  clock: Clock
}

export interface CustomerSource {
  /**
   * The customer, at most a minute old. While WeCom throttles: the last good answer with its time, if another API of
   * WeCom confirms that the member follows the customer. A refusal is at most a few seconds old.
   *
   * @throws {AppError} customer_not_found when no visible member follows this customer
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  find(userId: string, externalUserId: string): Promise<{ customer: FollowedCustomer, asOf?: Date }>
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
  /** Makes the next `find` ask WeCom. Needed after our own changes: changes by API raise no event (doc 92130). */
  forget(externalUserId: string): void
  /** Hides everything fetched until now: here at once, in other processes after a minute at the latest. */
  erase(externalUserId: string): Promise<void>
}

export function createCustomerSource(options: CustomerSourceOptions): CustomerSource {
  const { wecom, policy, ownCustomers, onContact, erasures, clock } = options
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
    ttl: FRESH_MS,
    // `forget` must not fail a request that already waits for the customer.
    ignoreFetchAbort: true,
    async fetchMethod(externalUserId) {
      const contact = await getExternalContact(wecom, externalUserId)
      const dated = { customer: contact, fetchedAt: new Date(clock.wall()), receivedAt: clock.monotonic() }
      lastGood.set(externalUserId, dated)
      onContact(dated.customer.contact)
      return dated
    },
  })

  async function freshOf(externalUserId: string): Promise<Dated> {
    try {
      return await fresh.forceFetch(externalUserId)
    }
    catch (error) {
      if (!hasNoRelation(error)) throw error
      lastGood.delete(externalUserId)
      absent.set(externalUserId, true)
      throw new AppError('customer_not_found')
    }
  }

  function forget(externalUserId: string): void {
    fresh.delete(externalUserId)
    absent.delete(externalUserId)
  }

  async function ask(externalUserId: string): Promise<FollowedCustomer> {
    forget(externalUserId)
    return (await freshOf(externalUserId)).customer
  }

  /** Before a cached answer refuses a member, fetches a fresh one. Concurrent callers share that fetch. */
  async function askAgain(externalUserId: string, outdated: Dated): Promise<FollowedCustomer> {
    if (fresh.peek(externalUserId) === outdated) fresh.delete(externalUserId)
    return (await freshOf(externalUserId)).customer
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
    async find(userId, externalUserId) {
      if (absent.has(externalUserId)) throw new AppError('customer_not_found')
      try {
        const known = await freshOf(externalUserId)
        const mayBeOutdated = clock.monotonic() - known.receivedAt > REFUSAL_MS
        const needsFresh = mayBeOutdated && !grantAccess(known.customer, userId, policy)
        return { customer: needsFresh ? await askAgain(externalUserId, known) : known.customer }
      }
      catch (error) {
        const old = isThrottled(error) || isRefusal(error, 'crowded') ? await lastGoodOf(externalUserId) : undefined
        if (!old || !await isConfirmed(userId, externalUserId)) throw error
        return { customer: old.customer, asOf: old.fetchedAt }
      }
    },
    ask,
    recent: async externalUserId => (await freshOf(externalUserId)).customer,
    forget,
    async erase(externalUserId) {
      fresh.delete(externalUserId)
      // Not left to the erasure's time: a wall clock that was set back would let the copy pass.
      lastGood.delete(externalUserId)
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
