import { LRUCache } from 'lru-cache'
import type { CustomerPage, CustomerProfile } from '#shared/types/customer.ts'
import type { Encryption } from '../storage/encryption.ts'
import type { WecomClient } from '../wecom/client.ts'
import { WecomApiError } from '../wecom/errors.ts'
import { batchGetByUser, getExternalContact } from '../wecom/external-contact.ts'
import { grantAccess } from './access.ts'
import type { AccessPolicy, FollowedCustomer } from './access.ts'
import { CustomerNotFoundError, InvalidCursorError } from './errors.ts'
import { evenRefusals } from './even-timing.ts'
import { toCustomerProfile, toCustomerSummary } from './profile.ts'
import type { UnionIdEvidence } from './union-id-missing.ts'

/** Neither the profile nor the decision who may see it is ever older. */
const FRESH_MS = 60_000
/** Bounds the cache by what fills it: one entry per customer, weighed by followers. */
const MAX_CACHED_FOLLOWERS = 100_000
const PAGE_SIZE = 50

export interface CustomersOptions {
  wecom: WecomClient
  policy: AccessPolicy
  unionIdEvidence: UnionIdEvidence
  /** Seals paging cursors, so that a member can only continue a list of his own. */
  cursorEncryption: Encryption
  /** Milliseconds, monotonic. */
  now: () => number
  sleep: (ms: number) => Promise<void>
}

export interface Customers {
  /**
   * @throws {CustomerNotFoundError} same answer after the same time for "not yours" and "does not exist"
   * @throws {WecomApiError | WecomUnavailableError}
   */
  profile(userId: string, externalUserId: string): Promise<CustomerProfile>
  /**
   * The member's own customers, a page at a time.
   *
   * @throws {InvalidCursorError} for a cursor not handed out to this member
   */
  list(userId: string, cursor?: string): Promise<CustomerPage>
}

export function createCustomers({ wecom, policy, unionIdEvidence, cursorEncryption, now, sleep }: CustomersOptions): Customers {
  // A hundred members opening the same customer cause one call: fetch() shares what is under way.
  const cache = new LRUCache<string, FollowedCustomer>({
    ttl: FRESH_MS,
    maxSize: MAX_CACHED_FOLLOWERS,
    sizeCalculation: ({ followUsers }) => 1 + followUsers.length,
    perf: { now },
    ttlResolution: 0,
    fetchMethod: externalUserId => getExternalContact(wecom, externalUserId),
  })
  const even = evenRefusals(error => error instanceof CustomerNotFoundError, now, sleep)

  async function fetchCustomer(externalUserId: string): Promise<FollowedCustomer> {
    try {
      return await cache.forceFetch(externalUserId)
    }
    catch (error) {
      if (hasNoRelation(error)) throw new CustomerNotFoundError()
      throw error
    }
  }

  return {
    profile: (userId, externalUserId) => even(async () => {
      const customer = await fetchCustomer(externalUserId)
      const access = grantAccess(customer, userId, policy)
      if (!access) throw new CustomerNotFoundError()
      return toCustomerProfile({
        contact: customer.contact,
        own: access.own,
        followUserCount: customer.followUsers.length,
        unionIdMissing: await unionIdEvidence.judge(customer.contact),
      })
    }),

    async list(userId, cursor) {
      const upstreamCursor = cursor === undefined ? undefined : cursorEncryption.decrypt(cursor, userId)
      if (cursor !== undefined && upstreamCursor === undefined) throw new InvalidCursorError()
      try {
        const { contacts, nextCursor } = await batchGetByUser(wecom, [userId], { cursor: upstreamCursor, limit: PAGE_SIZE })
        return {
          customers: contacts.map(toCustomerSummary),
          nextCursor: nextCursor && cursorEncryption.encrypt(nextCursor, userId),
        }
      }
      catch (error) {
        // A member without customers may be answered by 84061 instead of an empty list (doc 92113).
        if (hasNoRelation(error)) return { customers: [] }
        throw error
      }
    },
  }
}

function hasNoRelation(error: unknown): boolean {
  return error instanceof WecomApiError && error.errcodeClass === 'no_relation'
}
