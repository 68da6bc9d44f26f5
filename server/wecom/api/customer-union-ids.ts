import * as v from 'valibot'
import type { WecomClient } from '../client.ts'
import { id, unionIdOf, wireContactIds } from './external-contact-schema.ts'

/** WeCom refuses a call with more members or customers (doc 92994). */
export const MEMBERS_A_CALL = 100
const CUSTOMERS_A_PAGE = 100

const membersAnswer = v.object({ follow_user: v.array(id) })

/** Only the ids of a customer are read: the full list needs no names. */
const pageAnswer = v.object({
  external_contact_list: v.array(v.object({ external_contact: wireContactIds })),
  next_cursor: v.fallback(v.optional(v.string(), ''), ''),
  fail_info: v.fallback(v.optional(v.object({ unlicensed_userid_list: v.optional(v.array(id), []) })), undefined),
})

/** A customer of one member. WeCom lists a customer of two members twice. */
export interface CustomerUnionId {
  externalUserId: string
  unionId?: string
}

/** One page of the list of customers. */
export interface CustomerUnionIdPage {
  customers: CustomerUnionId[]
  /** Undefined on the last page. */
  nextCursor?: string
  /** Members that WeCom left out because they have no licence. */
  unlicensedUserIds: string[]
}

/** The userids of the members who may serve customers and are visible to the app (doc 92571). */
export async function listServiceMembers(client: Pick<WecomClient, 'call'>): Promise<string[]> {
  const { follow_user } = await client.call({ endpoint: 'externalcontact/get_follow_user_list', schema: membersAnswer })
  return follow_user
}

/**
 * A page of the customers of up to 100 members, only their ids (doc 92994).
 *
 * @param userIds the same for every page of one list
 * @throws {UpstreamRefusedError} of class `bad_cursor` when the list must be read again from the start
 */
export async function listCustomerUnionIds(
  client: WecomClient,
  userIds: readonly string[],
  cursor?: string,
): Promise<CustomerUnionIdPage> {
  const answer = await client.call({
    endpoint: 'externalcontact/batch/get_by_user',
    schema: pageAnswer,
    body: { userid_list: userIds, cursor: cursor ?? '', limit: CUSTOMERS_A_PAGE },
  })
  return {
    customers: answer.external_contact_list.map(({ external_contact }) => ({
      externalUserId: external_contact.external_userid,
      unionId: unionIdOf(external_contact),
    })),
    nextCursor: answer.next_cursor || undefined,
    unlicensedUserIds: answer.fail_info?.unlicensed_userid_list ?? [],
  }
}
