import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** A member as WeCom knows them now. */
export interface Member {
  name: string
  /** Disabled members and members who left the company are not active. */
  active: boolean
}

/** 1 active, 2 disabled, 4 not activated, 5 left. */
const INACTIVE = [2, 5]
const answer = v.object({ name: v.string(), status: v.optional(v.number(), 1) })

/**
 * Asks WeCom for a member (doc 90196).
 *
 * @throws {UpstreamRefusedError} of class `no_member` (60111) when there is no such member, or `config` (60011) when
 * the app may not see the member
 */
export async function getMember(client: Pick<WecomClient, 'call'>, userId: string): Promise<Member> {
  const { name, status } = await client.call({ endpoint: 'user/get', schema: answer, query: { userid: userId } })
  return { name, active: !INACTIVE.includes(status) }
}
