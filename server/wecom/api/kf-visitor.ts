import * as v from 'valibot'
import type { WecomClient } from '../client.ts'
import type { ExternalContact } from './external-contact.ts'

const optionalText = v.fallback(v.optional(v.string()), undefined)
const wireVisitor = v.object({
  external_userid: v.string(),
  nickname: v.string(),
  avatar: optionalText,
  gender: v.fallback(v.picklist([0, 1, 2]), 0),
  unionid: optionalText,
})
const answer = v.object({ customer_list: v.array(wireVisitor) })

const GENDERS = ['unknown', 'male', 'female'] as const

/**
 * A person who has written to 微信客服 (doc 31072); only WeChat users can do that.
 *
 * @returns undefined for an id that 微信客服 does not know
 * @throws {UpstreamRefusedError} of class `config` (48002) when the app is not in 微信客服 → 可调用接口的应用
 */
export async function getKfVisitor(client: WecomClient, externalUserId: string): Promise<ExternalContact | undefined> {
  const { customer_list } = await client.call({
    endpoint: 'kf/customer/batchget',
    schema: answer,
    body: { external_userid_list: [externalUserId], need_enter_session_context: 0 },
  })
  const wire = customer_list.find(({ external_userid }) => external_userid === externalUserId)
  return wire && {
    externalUserId,
    name: wire.nickname,
    avatar: wire.avatar,
    type: 'wechat',
    gender: GENDERS[wire.gender],
    unionId: wire.unionid || undefined,
    attributes: [],
  }
}
