import type { CustomerPage, CustomerProfile } from '#shared/types/customer.ts'
import { AppError, hasCode } from '../errors/app-error.ts'
import type { Encryption } from '../storage/encryption.ts'
import type { Clock } from '../upstream/clock.ts'
import type { WecomClient } from '../wecom/client.ts'
import { batchGetByUser } from '../wecom/api/external-contact.ts'
import { grantAccess } from './access.ts'
import type { AccessPolicy } from './access.ts'
import type { CustomerSource, FindOptions } from './customer-source.ts'
import { evenRefusals } from './even-timing.ts'
import type { KfVisitors } from './kf-visitors.ts'
import { hasNoRelation } from './no-relation.ts'
import { toCustomerProfile, toCustomerSummary, toVisitorProfile } from './profile.ts'
import type { RecentCustomers } from './recent-customers.ts'
import type { UnionIdEvidence } from './union-id-missing.ts'

/** Largest page that WeCom returns (doc 92994). */
const PAGE_SIZE = 100

export interface CustomersOptions {
  wecom: WecomClient
  source: CustomerSource
  kfVisitors: KfVisitors
  policy: AccessPolicy
  unionIdEvidence: UnionIdEvidence
  recentCustomers: Pick<RecentCustomers, 'of' | 'note'>
  /** Encrypts paging cursors, so that a member can only continue their own list. */
  cursorEncryption: Encryption
  clock: Clock
}

export interface Customers {
  /**
   * The profile of a customer, who then counts as opened by the member. `newest`: not from the minute's memory.
   *
   * @throws {AppError} customer_not_found, after the same time for "not yours" and "does not exist"
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  profile(userId: string, externalUserId: string, options?: { newest?: boolean }): Promise<CustomerProfile>
  /** Resolves when the member may see the customer. @throws as `profile` */
  requireAccess(userId: string, externalUserId: string, options?: Pick<FindOptions, 'unchanged'>): Promise<void>
  /**
   * The member's own customers, a page at a time.
   *
   * @throws {AppError} invalid_request for a cursor that this member did not get from us
   */
  list(userId: string, cursor?: string): Promise<CustomerPage>
}

export function createCustomers(options: CustomersOptions): Customers {
  const { wecom, source, kfVisitors, policy, unionIdEvidence, recentCustomers, cursorEncryption, clock } = options
  const even = evenRefusals(error => hasCode(error, 'customer_not_found'), clock)

  async function findVisible(userId: string, externalUserId: string, options?: FindOptions) {
    const { customer, ...dates } = await source.find(userId, externalUserId, options)
    const access = grantAccess(customer, userId, policy)
    if (!access) throw new AppError('customer_not_found')
    return { customer, ...dates, own: access.own }
  }

  /** WeCom does not say which member serves a visitor of 微信客服, so visitors are only visible under policy `corp`. */
  async function findVisitor(externalUserId: string, refusal: unknown) {
    const isOpen = policy === 'corp' && hasCode(refusal, 'customer_not_found')
    const visitor = isOpen ? await kfVisitors.visitor(externalUserId) : undefined
    if (!visitor) throw refusal
    return { visitor }
  }

  function find(userId: string, externalUserId: string, options?: FindOptions) {
    return findVisible(userId, externalUserId, options).catch((error: unknown) => findVisitor(externalUserId, error))
  }

  return {
    profile: (userId, externalUserId, options) => even(async () => {
      const found = await find(userId, externalUserId, options)
      if ('visitor' in found) return toVisitorProfile(found.visitor)
      const { customer, age, asOf, own } = found
      // While WeCom throttles, the page asks every few seconds. That does not mean the member opened the customer.
      if (!asOf) recentCustomers.note(userId, externalUserId)
      return toCustomerProfile({
        contact: customer.contact,
        own,
        followUserCount: customer.followUsers.length,
        unionIdMissing: await unionIdEvidence.judge(customer.contact),
        age,
        asOf,
      })
    }),

    requireAccess: (userId, externalUserId, options) =>
      even(async () => void await find(userId, externalUserId, options)),

    async list(userId, cursor) {
      const upstreamCursor = cursor === undefined ? undefined : cursorEncryption.decrypt(cursor, userId)
      if (cursor !== undefined && upstreamCursor === undefined) throw new AppError('invalid_request')
      try {
        const [{ contacts, nextCursor }, recent] = await Promise.all([
          batchGetByUser(wecom, [userId], { cursor: upstreamCursor, limit: PAGE_SIZE }),
          cursor === undefined ? recentCustomers.of(userId) : undefined,
        ])
        return {
          recent,
          customers: contacts.map(toCustomerSummary),
          nextCursor: nextCursor && cursorEncryption.encrypt(nextCursor, userId),
        }
      }
      catch (error) {
        // For a member without customers, WeCom may answer 84061 instead of an empty list (doc 92113).
        if (hasNoRelation(error)) return { customers: [] }
        throw error
      }
    },
  }
}
