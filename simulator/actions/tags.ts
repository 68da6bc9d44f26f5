import type { TagEvent } from '../callback/event.ts'
import type { CallbackSender } from '../callback/sender.ts'
import type { Tag, TagGroup } from '../scenarios/scenario.ts'
import { addTags, deleteTag, deleteTagGroup } from '../world/tags.ts'
import type { World } from '../world/world.ts'
import { ActionError, type Performers } from './action.ts'

type TagActions = Pick<Performers, 'createTags' | 'renameTag' | 'deleteTag' | 'shuffleTags'>

/** Actions of an admin in the tag library. */
export function tagActions(world: World, callbacks: CallbackSender): TagActions {
  const raise = (changeType: TagEvent['changeType'], tagType: TagEvent['tagType'], id: string) =>
    void callbacks.emit({ event: 'change_external_tag', changeType, tagType, id })

  function find(id: string): { tagType: TagEvent['tagType'], item: Tag | TagGroup } {
    for (const group of world.scenario.tagGroups) {
      if (group.groupId === id) return { tagType: 'tag_group', item: group }
      const tag = group.tags.find(one => one.id === id)
      if (tag) return { tagType: 'tag', item: tag }
    }
    throw new ActionError(`No tag or tag group "${id}"`)
  }

  return {
    createTags({ groupName, names }) {
      const known = world.scenario.tagGroups.find(({ kind, name }) => kind === 'corp' && name === groupName)
      const target = { ...(known ? { group: known } : {}), name: groupName, order: 0 }
      const { group, added } = addTags(world, target, names.map(name => ({ name, order: 0 })))
      if (!known) raise('create', 'tag_group', group.groupId)
      for (const { id } of added) raise('create', 'tag', id)
    },
    renameTag({ id, name }) {
      const { tagType, item } = find(id)
      item.name = name
      raise('update', tagType, id)
    },
    // The tags of a deleted group raise no events of their own (doc 92130).
    deleteTag({ id }) {
      const { tagType } = find(id)
      if (tagType === 'tag') deleteTag(world, id)
      else deleteTagGroup(world, id)
      raise('delete', tagType, id)
    },
    shuffleTags({ id }) {
      const groups = world.scenario.tagGroups.filter(({ groupId }) => id === undefined || groupId === id)
      for (const group of groups) group.tags.reverse().forEach((tag, index) => tag.order = group.tags.length - index)
      raise('shuffle', 'tag_group', id ?? '')
    },
  }
}
