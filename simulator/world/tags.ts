import { randomBytes } from 'node:crypto'
import type { Tag, TagGroup } from '../scenarios/scenario.ts'
import type { World } from './world.ts'

const newId = () => `et${randomBytes(15).toString('hex')}`

export interface NewTagGroup {
  /** The group to add to; absent: a new one. */
  group?: TagGroup
  name: string
  order: number
  /** The app that adds it; absent: an admin. */
  agentId?: number
}

/** Adds tags to a group of the library, or to a new group. */
export function addTags(
  world: World,
  { group, name, order, agentId }: NewTagGroup,
  wanted: { name: string, order: number }[],
): { group: TagGroup, added: Tag[] } {
  const createTime = Math.floor(world.now() / 1000)
  const owner = agentId === undefined ? {} : { agentId }
  const added = wanted.map(tag => ({ ...tag, id: newId(), createTime, ...owner }))
  const target = group ?? { groupId: newId(), name, kind: 'corp' as const, createTime, order, ...owner, tags: [] }
  target.tags.push(...added)
  if (!group) world.scenario.tagGroups.push(target)
  return { group: target, added }
}

/** Removes the tag from the library and from the scenario's customers, and its group if it has no tags left. */
export function deleteTag(world: World, tagId: string): void {
  for (const group of world.scenario.tagGroups) group.tags = group.tags.filter(({ id }) => id !== tagId)
  world.scenario.tagGroups = world.scenario.tagGroups.filter(({ tags }) => tags.length > 0)
  for (const { follows } of world.scenario.customers) {
    for (const follow of follows) {
      follow.tags = follow.tags?.filter(tag => !('tagId' in tag) || tag.tagId !== tagId) ?? []
    }
  }
}

/** Removes a group with all its tags. */
export function deleteTagGroup(world: World, groupId: string): void {
  const group = world.scenario.tagGroups.find(one => one.groupId === groupId)
  for (const { id } of group?.tags ?? []) deleteTag(world, id)
}
