import type { Customer, Follow, FollowTag, TagGroup } from '../scenarios/scenario.ts'
import type { World } from '../world/world.ts'
import { sentUnionId } from '../world/people.ts'

/** `external_contact` as doc 92114 describes it, with the current settings. */
export function externalContact(world: World, customer: Customer): Record<string, unknown> {
  const thirdParty = world.settings.appKind === 'thirdParty'
  const unionId = sentUnionId(world, customer)
  return {
    external_userid: customer.externalUserId,
    name: customer.name,
    type: customer.type,
    gender: thirdParty ? 0 : customer.gender,
    ...(thirdParty ? {} : { avatar: customer.avatar ?? '' }),
    ...(unionId === undefined ? {} : { unionid: unionId }),
    ...(customer.type === 2 ? companyFields(customer, thirdParty) : {}),
  }
}

function companyFields(customer: Customer, thirdParty: boolean): Record<string, unknown> {
  return {
    ...(customer.position === undefined ? {} : { position: customer.position }),
    ...(customer.corpName === undefined ? {} : { corp_name: customer.corpName }),
    ...(customer.corpFullName === undefined || thirdParty ? {} : { corp_full_name: customer.corpFullName }),
    external_profile: { external_attr: customer.externalAttributes ?? [] },
  }
}

/** An element of `follow_user` (doc 92114): tags in full, personal ones without an id. */
export function followUser(world: World, customer: Customer, follow: Follow): Record<string, unknown> {
  return { ...relation(customer, follow), tags: (follow.tags ?? []).map(tag => fullTag(world, tag)) }
}

/** `follow_info` of the batch (doc 92994): ids of corp and rule tags only. */
export function followInfo(customer: Customer, follow: Follow): Record<string, unknown> {
  return {
    ...relation(customer, follow),
    tag_id: (follow.tags ?? []).flatMap(tag => 'tagId' in tag ? [tag.tagId] : []),
  }
}

function relation(customer: Customer, follow: Follow): Record<string, unknown> {
  return {
    userid: follow.userId,
    remark: follow.remark ?? '',
    description: follow.description ?? '',
    createtime: follow.createTime,
    ...(customer.type === 1 ? { remark_corp_name: follow.remarkCorpName ?? '' } : {}),
    remark_mobiles: follow.remarkMobiles ?? [],
    add_way: follow.addWay,
    oper_userid: follow.operUserId,
    ...(follow.state === undefined ? {} : { state: follow.state }),
    ...(follow.wechatChannels === undefined ? {} : { wechat_channels: follow.wechatChannels }),
  }
}

function fullTag(world: World, tag: FollowTag): Record<string, unknown> {
  if ('personal' in tag) return { group_name: tag.groupName, tag_name: tag.personal, type: 2 }
  const { group, name } = findTag(world.scenario.tagGroups, tag.tagId)
  return { group_name: group.name, tag_name: name, type: group.kind === 'corp' ? 1 : 3, tag_id: tag.tagId }
}

function findTag(groups: TagGroup[], tagId: string): { group: TagGroup, name: string } {
  for (const group of groups) {
    const found = group.tags.find(({ id }) => id === tagId)
    if (found) return { group, name: found.name }
  }
  throw new Error(`The scenario uses the tag "${tagId}" but no tag group has it`)
}
