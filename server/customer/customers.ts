import type { CustomerPage, CustomerProfile } from '#shared/types/customer.ts'
import type { Encryption } from '../storage/encryption.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { Clock } from '../upstream/clock.ts'
import { batchGetByUser } from '../wecom/api/external-contact.ts'
import { grantAccess } from './access.ts'
import type { AccessPolicy } from './access.ts'
import type { KfVisitors } from './kf-visitors.ts'
import type { CustomerSource } from './customer-source.ts'
import { evenRefusals } from './even-timing.ts'
import { hasNoRelation } from './no-relation.ts'
import type { RecentCustomers } from './recent-customers.ts'
import { toCustomerProfile, toCustomerSummary, toVisitorProfile } from './profile.ts'
import type { UnionIdEvidence } from './union-id-missing.ts'
import { AppError, hasCode } from '../errors/app-error.ts'

/** The most that WeCom gives at once (doc 92994). */
const PAGE_SIZE = 100

export interface CustomersOptions {
  wecom: WecomClient
  source: CustomerSource
  kfVisitors: KfVisitors
  policy: AccessPolicy
  unionIdEvidence: UnionIdEvidence
  recentCustomers: Pick<RecentCustomers, 'of' | 'note'>
  /** Seals paging cursors, so that a member can only continue a list of his own. */
  cursorEncryption: Encryption
  clock: Clock
}

export interface Customers {
  /**
   * Remembered as opened by the member.
   *
   * @throws {AppError} customer_not_found same answer after the same time for "not yours" and "does not exist"
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  profile(userId: string, externalUserId: string): Promise<CustomerProfile>
  /** Ends without a word for a member who may see the customer. @throws as `profile` */
  requireAccess(userId: string, externalUserId: string): Promise<void>
  /**
   * The member's own customers, a page at a time.
   *
   * @throws {AppError} invalid_request for a cursor not handed out to this member
   */
  list(userId: string, cursor?: string): Promise<CustomerPage>
}

export function createCustomers({ wecom, source, kfVisitors, policy, unionIdEvidence, recentCustomers, cursorEncryption, clock }: CustomersOptions): Customers {
  const even = evenRefusals(error => hasCode(error, 'customer_not_found'), clock)

  async function findVisible(userId: string, externalUserId: string) {
    const { customer, asOf } = await source.find(userId, externalUserId)
    const access = grantAccess(customer, userId, policy)
    if (!access) throw new AppError('customer_not_found')
    return { customer, asOf, own: access.own }
  }

  /** Nobody knows whom of the members a visitor of 微信客服 talks to, so only a policy that asks for no relation shows one. */
  async function findVisitor(externalUserId: string, refusal: unknown) {
    const isOpen = policy === 'corp' && hasCode(refusal, 'customer_not_found')
    const visitor = isOpen ? await kfVisitors.visitor(externalUserId) : undefined
    if (!visitor) throw refusal
    return { visitor }
  }

  function find(userId: string, externalUserId: string) {
    return findVisible(userId, externalUserId).catch((error: unknown) => findVisitor(externalUserId, error))
  }

  return {
    profile: (userId, externalUserId) => even(async () => {
      const found = await find(userId, externalUserId)
      if ('visitor' in found) return toVisitorProfile(found.visitor)
      const { customer, asOf, own } = found
      // While WeCom is throttled the page asks every few seconds.
      if (!asOf) recentCustomers.note(userId, externalUserId)
      return toCustomerProfile({
        contact: customer.contact,
        own,
        followUserCount: customer.followUsers.length,
        unionIdMissing: await unionIdEvidence.judge(customer.contact),
        asOf,
      })
    }),

    requireAccess: (userId, externalUserId) => even(async () => void await find(userId, externalUserId)),

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
        // A member without customers may be answered by 84061 instead of an empty list (doc 92113).
        if (hasNoRelation(error)) return { customers: [] }
        throw error
      }
    },
  }
}
