import type { Tag, TagGroup } from '../scenarios/scenario.ts'
import { addTags, deleteTag, deleteTagGroup } from '../world/tags.ts'
import type { Endpoint } from './endpoint.ts'
import { characters, textList, textOf } from './parameters.ts'
import { Refusal } from './refusal.ts'
import { tagGroupWire } from './tag-wire.ts'
import type { World } from '../world/world.ts'

const LONGEST_NAME = 30
const MOST_TAGS = 10_000
/** Every order is smaller than this (doc 92117). */
const ORDER_END = 2 ** 32

/** doc 92117: new tags, in a new or an existing group. Raises no event (doc 92130). */
export const addCorpTag: Endpoint = {
  path: '/cgi-bin/externalcontact/add_corp_tag',
  doc: 92117,
  access: 'customerContact',
  answer({ world, body, app }) {
    const wanted = wantedTags(body.tag)
    const total = corpGroups(world).reduce((sum, { tags }) => sum + tags.length, 0)
    if (total + wanted.length > MOST_TAGS) throw new Refusal(40058, `more than ${MOST_TAGS} tags`)
    const { group_id: id } = body
    const groupId = id === undefined || id === '' ? undefined : textOf(id, 40068, 'group_id')
    const group = groupId === undefined
      ? corpGroups(world).find(({ name }) => name === body.group_name)
      : corpGroups(world).find(one => one.groupId === groupId)
    if (groupId !== undefined && !group) throw new Refusal(40068, 'no tag group has this id')
    if (group?.tags.some(({ name }) => wanted.some(one => one.name === name))) {
      throw new Refusal(40071, 'the group has a tag of this name')
    }
    const name = group?.name ?? nameOf(body.group_name, 'group_name')
    const target = { ...(group ? { group } : {}), name, order: orderOf(body.order), agentId: app.agentId }
    const { group: changed, added } = addTags(world, target, wanted)
    return { tag_group: tagGroupWire({ ...changed, tags: added }) }
  },
}

/** doc 92117: name and order of a tag or a group; an app changes only its own ones. */
export const editCorpTag: Endpoint = {
  path: '/cgi-bin/externalcontact/edit_corp_tag',
  doc: 92117,
  access: 'customerContact',
  answer({ world, body, app }) {
    const target = ownedBy(app.agentId, find(world, textOf(body.id, 40068, 'id')))
    const siblings: { name: string }[] = target.siblings.filter(one => one !== target.item)
    if (body.name !== undefined) {
      const name = nameOf(body.name, 'name')
      if (siblings.some(one => one.name === name)) throw new Refusal(40071, 'this name is taken')
      target.item.name = name
    }
    if (body.order !== undefined) target.item.order = orderOf(body.order)
    return {}
  },
}

/** doc 92117: deletes tags and groups, and each group that has no tags left. */
export const deleteCorpTag: Endpoint = {
  path: '/cgi-bin/externalcontact/del_corp_tag',
  doc: 92117,
  access: 'customerContact',
  answer({ world, body, app }) {
    const tagIds = textList(body.tag_id, 'tag_id')
    const groupIds = textList(body.group_id, 'group_id')
    if (tagIds.length + groupIds.length === 0) throw new Refusal(40063, 'neither tag_id nor group_id is given')
    for (const id of [...tagIds, ...groupIds]) ownedBy(app.agentId, find(world, id))
    for (const id of tagIds) deleteTag(world, id)
    for (const id of groupIds) deleteTagGroup(world, id)
    return {}
  },
}

const corpGroups = (world: World) => world.scenario.tagGroups.filter(({ kind }) => kind === 'corp')

interface Found { item: Tag | TagGroup, siblings: (Tag | TagGroup)[] }

function find(world: World, id: string): Found {
  const groups = corpGroups(world)
  for (const group of groups) {
    if (group.groupId === id) return { item: group, siblings: groups }
    const tag = group.tags.find(one => one.id === id)
    if (tag) return { item: tag, siblings: group.tags }
  }
  throw new Refusal(40068, `no tag or group has the id ${id}`)
}

function ownedBy(agentId: number, found: Found): Found {
  if (found.item.agentId !== agentId) throw new Refusal(81011, 'the tag was not made by this app')
  return found
}

function wantedTags(value: unknown): { name: string, order: number }[] {
  if (!Array.isArray(value) || value.length === 0) throw new Refusal(40063, 'no tag in the body')
  const wanted = value.map((tag: { name?: unknown, order?: unknown } | null) =>
    ({ name: nameOf(tag?.name, 'tag.name'), order: orderOf(tag?.order) }))
  // Of tags with the same name only one is made (doc 92117).
  return wanted.filter(({ name }, index) => wanted.findIndex(one => one.name === name) === index)
}

function nameOf(value: unknown, field: string): string {
  const name = textOf(value, 40063, field)
  if (characters(name) > LONGEST_NAME) throw new Refusal(40072, `${field} is longer than ${LONGEST_NAME} characters`)
  return name
}

function orderOf(value: unknown): number {
  if (value === undefined) return 0
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= ORDER_END) {
    throw new Refusal(40058, 'order is not a whole number from 0 to 2^32 - 1')
  }
  return value
}
