import { LRUCache } from 'lru-cache'
import type { WecomClient } from '../wecom/client.ts'
import type { Clock } from '../upstream/clock.ts'
import { getExternalContact } from '../wecom/api/external-contact.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'
import { grantAccess } from './access.ts'
import type { AccessPolicy, FollowedCustomer } from './access.ts'
import type { Erasures } from './erasures.ts'
import { hasNoRelation } from './no-relation.ts'
import type { OwnCustomers } from './own-customers.ts'
import { AppError } from '../errors/app-error.ts'
import { isRefusal } from '../upstream/upstream-error.ts'

/** Neither a profile nor the decision who may see it is older, as long as WeCom answers. */
const FRESH_MS = 60_000
/** Nobody is refused by an older answer: the customer may just have been added. */
const REFUSAL_MS = 3_000
/** While WeCom is throttled, so old may a profile be; the decision who may see it still is not. */
const LAST_GOOD_MS = 10 * 60_000
/** Bounds the caches by what fills them: one entry per customer, weighed by followers. */
const MAX_CACHED_FOLLOWERS = 100_000

export interface CustomerSourceOptions {
  wecom: WecomClient
  policy: AccessPolicy
  ownCustomers: OwnCustomers
  /** Told of every answer of WeCom about a customer; must neither wait nor throw. */
  onContact: (contact: ExternalContact) => void
  erasures: Erasures
  clock: Clock
}

export interface CustomerSource {
  /**
   * A customer as WeCom describes it, at most a minute old. While WeCom throttles, the last good answer with its time, for
   * a member whom another, unthrottled API of WeCom confirms. A refusal is never older than a few seconds: who has just
   * added the customer is told so by WeCom, not by memory.
   *
   * @throws {AppError} customer_not_found when no visible member follows this customer
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  find(userId: string, externalUserId: string): Promise<{ customer: FollowedCustomer, asOf?: Date }>
  /**
   * The customer as WeCom has it this moment, whatever was known before; for changes, which need the truth.
   *
   * @throws as `find`
   */
  ask(externalUserId: string): Promise<FollowedCustomer>
  /**
   * The customer at most a minute old, for who may see every customer.
   *
   * @throws as `find`
   */
  recent(externalUserId: string): Promise<FollowedCustomer>
  /** Makes the next `find` ask WeCom: we changed the customer ourselves, and changes by API raise no event (doc 92130). */
  forget(externalUserId: string): void
  /** Nothing fetched until now is shown any more: here at once, in other processes after a minute at the latest. */
  erase(externalUserId: string): Promise<void>
}

export function createCustomerSource({ wecom, policy, ownCustomers, onContact, erasures, clock }: CustomerSourceOptions): CustomerSource {
  const bounds = { perf: { now: clock.monotonic }, ttlResolution: 0 }
  const weighed = { maxSize: MAX_CACHED_FOLLOWERS, sizeCalculation: ({ customer }: Dated) => 1 + customer.followUsers.length }
  const lastGood = new LRUCache<string, Dated>({ ...bounds, ...weighed, ttl: LAST_GOOD_MS })
  // A hundred members opening the same customer cause one call: fetch() shares what is under way.
  const fresh = new LRUCache<string, Dated>({
    ...bounds,
    ...weighed,
    ttl: FRESH_MS,
    // Forgetting a customer must not fail those who are waiting for it.
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
      throw new AppError('customer_not_found')
    }
  }

  async function ask(externalUserId: string): Promise<FollowedCustomer> {
    fresh.delete(externalUserId)
    return (await freshOf(externalUserId)).customer
  }

  /** Whom an answer refuses gets one that is not outdated; of those who ask at once, the first causes the call. */
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
      try {
        const known = await freshOf(externalUserId)
        const mayBeOutdated = clock.monotonic() - known.receivedAt > REFUSAL_MS
        return { customer: mayBeOutdated && !grantAccess(known.customer, userId, policy) ? await askAgain(externalUserId, known) : known.customer }
      }
      catch (error) {
        const old = isThrottled(error) ? await lastGoodOf(externalUserId) : undefined
        if (!old || !await isConfirmed(userId, externalUserId)) throw error
        return { customer: old.customer, asOf: old.fetchedAt }
      }
    },
    ask,
    recent: async externalUserId => (await freshOf(externalUserId)).customer,
    forget(externalUserId) {
      fresh.delete(externalUserId)
    },
    async erase(externalUserId) {
      fresh.delete(externalUserId)
      lastGood.delete(externalUserId)
      await erasures.add(externalUserId)
    },
  }
}

interface Dated {
  customer: FollowedCustomer
  fetchedAt: Date
  /** By the monotonic clock. */
  receivedAt: number
}

function isThrottled(error: unknown): boolean {
  return isRefusal(error, 'throttled')
}
