import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** One member's notes about one customer; absent fields stay as they are (doc 92115). */
export interface RemarkChange {
  remark?: string
  description?: string
  /** WeChat customers only. */
  remarkCorpName?: string
  /** Replaces the whole list. */
  remarkMobiles?: string[]
}

/** The whole answer to a successful write. Without this check, any object would count as success. */
const done = v.object({ errcode: v.literal(0) })

/**
 * Writes remark, description, company and phones (doc 92115).
 *
 * @throws {UpstreamRefusedError} of class `no_relation` when the member does not follow the customer
 */
export async function setRemark(
  client: WecomClient,
  userId: string,
  externalUserId: string,
  change: RemarkChange,
): Promise<void> {
  const { remark, description, remarkCorpName, remarkMobiles } = change
  // WeCom ignores an empty list; a list with one empty number deletes all numbers.
  const remark_mobiles = remarkMobiles?.length === 0 ? [''] : remarkMobiles
  await client.call({
    endpoint: 'externalcontact/remark',
    schema: done,
    body: {
      userid: userId,
      external_userid: externalUserId,
      remark,
      description,
      remark_company: remarkCorpName,
      remark_mobiles,
    },
  })
}

/**
 * Adds and removes corp tags on one member's customer (doc 92118). The caller must serialise calls for the same pair:
 * concurrent ones fail with 45035.
 *
 * @param change ids of corp tags
 */
export async function markTags(
  client: WecomClient,
  userId: string,
  externalUserId: string,
  change: { add: string[], remove: string[] },
): Promise<void> {
  await client.call({
    endpoint: 'externalcontact/mark_tag',
    schema: done,
    body: { userid: userId, external_userid: externalUserId, add_tag: change.add, remove_tag: change.remove },
  })
}
