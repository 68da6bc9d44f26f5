import { UpstreamUnavailableError } from '../../upstream/upstream-error.ts'
import type { WecomClient } from '../client.ts'
import { WECOM } from '../wecom-upstream.ts'
import { batchAnswer, getAnswer, getNextAnswer, listAnswer, unionIdOf } from './external-contact-schema.ts'
import type { WireContact, WireFollowUser } from './external-contact-schema.ts'

/** One entry of a WeCom user's external profile. */
export type ExternalAttribute
  = | { kind: 'text', name: string, value: string }
    | { kind: 'web', name: string, title: string, url: string }
    | { kind: 'miniProgram', name: string, title: string }

/** A customer as WeCom describes it, with our field names. Its texts and links are not checked yet. */
export interface ExternalContact {
  externalUserId: string
  name: string
  /** Undefined when WeCom sent no such field, as it does to third-party apps. */
  avatar?: string
  type: 'wechat' | 'wecom'
  gender: 'unknown' | 'male' | 'female'
  unionId?: string
  position?: string
  corpName?: string
  corpFullName?: string
  attributes: ExternalAttribute[]
}

/** One member's relation to the customer. */
export interface FollowUser {
  userId: string
  remark: string
  description: string
  /** Seconds since 1970. */
  createTime: number
  tags: { id?: string, name: string, groupName: string, kind: 'corp' | 'personal' | 'rule' }[]
  remarkCorpName?: string
  remarkMobiles: string[]
  addWay: number
  operUserId: string
  contactWayState?: string
}

/** WeCom returns 500 followers per page; more pages than this mean that its cursor does not advance. */
const MAX_FOLLOWER_PAGES = 100

/**
 * A customer with all its followers, from every page (doc 92114).
 *
 * @throws {UpstreamRefusedError} of class `no_relation` when no member visible to the app follows this customer
 */
export async function getExternalContact(
  client: WecomClient,
  externalUserId: string,
): Promise<{ contact: ExternalContact, followUsers: FollowUser[] }> {
  const endpoint = 'externalcontact/get'
  const query = { external_userid: externalUserId }
  const first = await client.call({ endpoint, schema: getAnswer, query })
  const followUsers = first.follow_user.map(toFollowUser)
  let cursor = first.next_cursor
  for (let page = 1; cursor; page++) {
    if (page >= MAX_FOLLOWER_PAGES) throw new UpstreamUnavailableError(WECOM, endpoint, 'bad_body')
    const next = await client.call({ endpoint, schema: getNextAnswer, query: { ...query, cursor } })
    followUsers.push(...next.follow_user.map(toFollowUser))
    cursor = next.next_cursor
  }
  return { contact: toExternalContact(first.external_contact), followUsers }
}

/** The ids of all customers of one member (doc 92113). */
export async function listExternalUserIds(client: WecomClient, userId: string): Promise<string[]> {
  const answer = await client.call({ endpoint: 'externalcontact/list', schema: listAnswer, query: { userid: userId } })
  return answer.external_userid
}

/** A customer of a member, from batch/get_by_user. */
export interface FollowedContact {
  contact: ExternalContact
  userId: string
  remark: string
  /** Seconds since 1970. */
  createTime?: number
  remarkCorpName?: string
  remarkMobiles: string[]
  contactWayState?: string
  /** A number of doc 92114. */
  addWay?: number
  /** The member or customer who added the other. */
  operUserId?: string
  /** Corp tags and tags set by rules; this API does not send personal tags. */
  tagIds: string[]
}

/**
 * A page of the customers of up to 100 members, with details (doc 92994).
 *
 * @param page `limit` is the size, 1 to 100; without `cursor` it is the first page
 */
export async function batchGetByUser(
  client: Pick<WecomClient, 'call'>,
  userIds: string[],
  { cursor, limit }: { cursor?: string, limit: number },
): Promise<{ contacts: FollowedContact[], nextCursor?: string }> {
  const answer = await client.call({
    endpoint: 'externalcontact/batch/get_by_user',
    schema: batchAnswer,
    body: { userid_list: userIds, cursor: cursor ?? '', limit },
  })
  return {
    contacts: answer.external_contact_list.map(({ external_contact, follow_info }) => ({
      contact: toExternalContact(external_contact),
      userId: follow_info.userid,
      remark: follow_info.remark,
      createTime: follow_info.createtime,
      remarkCorpName: follow_info.remark_corp_name || undefined,
      remarkMobiles: follow_info.remark_mobiles.filter(Boolean),
      contactWayState: follow_info.state || undefined,
      addWay: follow_info.add_way,
      operUserId: follow_info.oper_userid || undefined,
      tagIds: follow_info.tag_id,
    })),
    nextCursor: answer.next_cursor || undefined,
  }
}

const GENDERS = ['unknown', 'male', 'female'] as const
const TAG_KINDS = { 1: 'corp', 2: 'personal', 3: 'rule' } as const

function toExternalContact(wire: WireContact): ExternalContact {
  return {
    externalUserId: wire.external_userid,
    name: wire.name,
    avatar: wire.avatar,
    type: wire.type === 1 ? 'wechat' : 'wecom',
    gender: GENDERS[wire.gender],
    unionId: unionIdOf(wire),
    position: wire.position || undefined,
    corpName: wire.corp_name || undefined,
    corpFullName: wire.corp_full_name || undefined,
    attributes: (wire.external_profile?.external_attr ?? []).map(toAttribute),
  }
}

function toAttribute(wire: NonNullable<WireContact['external_profile']>['external_attr'][number]): ExternalAttribute {
  switch (wire.type) {
    case 0: return { kind: 'text', name: wire.name, value: wire.text.value }
    case 1: return { kind: 'web', name: wire.name, ...wire.web }
    case 2: return { kind: 'miniProgram', name: wire.name, ...wire.miniprogram }
  }
}

function toFollowUser(wire: WireFollowUser): FollowUser {
  return {
    userId: wire.userid,
    remark: wire.remark,
    description: wire.description,
    createTime: wire.createtime,
    tags: wire.tags.map(tag => ({
      id: tag.tag_id || undefined,
      name: tag.tag_name,
      groupName: tag.group_name,
      kind: TAG_KINDS[tag.type],
    })),
    remarkCorpName: wire.remark_corp_name || undefined,
    remarkMobiles: wire.remark_mobiles.filter(Boolean),
    addWay: wire.add_way,
    operUserId: wire.oper_userid,
    contactWayState: wire.state || undefined,
  }
}
