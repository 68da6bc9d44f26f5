import type {
  CustomerProfile, CustomerRelation, CustomerSummary, ProfileAttribute, UnionIdMissingReason,
} from '#shared/types/customer.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import type { ExternalAttribute, ExternalContact, FollowedContact, FollowUser } from '../wecom/api/external-contact.ts'
import { maskMobile } from './mask-mobile.ts'
import { safeAvatarUrl, safeWebUrl } from './safe-links.ts'
import { spellingOf } from './spelling.ts'

/** Input of a profile. */
export interface ProfileSources {
  contact: ExternalContact
  /** The signed-in member's own relation, never that of another member. */
  own: FollowUser | undefined
  followUserCount: number
  unionIdMissing: UnionIdMissingReason | undefined
  /** How old the contact is, milliseconds. */
  age: number
  /** When the contact was fetched; absent when it is at most a minute old. */
  asOf: Date | undefined
}

/** The response allow-list: every field that leaves the server is written out here. */
export function toCustomerProfile(sources: ProfileSources): CustomerProfile {
  const { contact, own, followUserCount, unionIdMissing, age, asOf } = sources
  return {
    externalUserId: contact.externalUserId,
    name: contact.name,
    avatar: safeAvatarUrl(contact.avatar),
    type: contact.type,
    gender: contact.gender,
    unionId: contact.unionId,
    unionIdMissing,
    position: contact.position,
    corpName: contact.corpName,
    corpFullName: contact.corpFullName,
    attributes: contact.attributes.flatMap(toProfileAttribute),
    relation: own && toCustomerRelation(own, contact.externalUserId),
    followUserCount,
    ageSeconds: Math.floor(age / 1_000) || undefined,
    asOf: asOf?.toISOString(),
  }
}

/** A visitor without a follower. 微信客服 returns few fields, and no reason for a missing unionid. */
export function toVisitorProfile(visitor: ExternalContact): CustomerProfile {
  const unionIdMissing = visitor.unionId ? undefined : 'not_returned_yet'
  return {
    ...toCustomerProfile({
      contact: visitor, own: undefined, followUserCount: 0, unionIdMissing, age: 0, asOf: undefined,
    }),
    customerServiceOnly: true,
  }
}

/** A row of the member's own list. */
export function toCustomerSummary({ contact, ...follow }: FollowedContact): CustomerSummary {
  const { externalUserId, name, avatar, type, unionId, corpName } = contact
  const { remark, createTime, remarkCorpName, remarkMobiles, contactWayState, addWay, operUserId, tagIds } = follow
  return {
    externalUserId,
    name,
    avatar: safeAvatarUrl(avatar),
    type,
    unionId,
    corpName,
    remark,
    remarkCorpName,
    maskedMobiles: remarkMobiles.map(maskMobile),
    tagIds,
    addedAt: createTime === undefined ? undefined : isoOf(createTime),
    contactWayState,
    addWay,
    addedBy: operUserId === undefined ? undefined : addedBy({ operUserId, userId: follow.userId }, externalUserId),
    spellings: [remark, name, remarkCorpName, corpName].map((text = '') => spellingOf(text)).filter(Boolean),
  }
}

/** @param seconds since 1970 */
function isoOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString()
}

function toCustomerRelation(own: FollowUser, externalUserId: string): CustomerRelation {
  return {
    remark: own.remark,
    description: own.description,
    remarkCorpName: own.remarkCorpName,
    maskedMobiles: own.remarkMobiles.map(maskMobile),
    tags: own.tags.map(({ id, name, groupName, kind }) => ({ id, name, groupName, kind })),
    addedAt: isoOf(own.createTime),
    addWay: own.addWay,
    addedBy: addedBy(own, externalUserId),
    contactWayState: own.contactWayState,
  }
}

/** `oper_userid` is the member or customer who added the other, or who shared or assigned the customer (doc 92114). */
function addedBy(
  { operUserId, userId }: Pick<FollowUser, 'operUserId' | 'userId'>, externalUserId: string,
): CustomerRelation['addedBy'] {
  if (operUserId === externalUserId) return 'customer'
  return operUserId && !isSameMember(operUserId, userId) ? 'colleague' : 'me'
}

function toProfileAttribute(attribute: ExternalAttribute): ProfileAttribute[] {
  switch (attribute.kind) {
    case 'text': return [{ kind: 'text', name: attribute.name, value: attribute.value }]
    case 'miniProgram': return [{ kind: 'miniProgram', name: attribute.name, title: attribute.title }]
    case 'web': {
      const url = safeWebUrl(attribute.url)
      return url ? [{ kind: 'web', name: attribute.name, title: attribute.title, url }] : []
    }
  }
}
