import type { TagGroup } from '../scenarios/scenario.ts'

/** An element of `tag_group` (doc 92117): tags with a larger `order` first. */
export function tagGroupWire(group: TagGroup): Record<string, unknown> {
  return {
    group_id: group.groupId,
    group_name: group.name,
    create_time: group.createTime,
    order: group.order,
    tag: [...group.tags].sort((a, b) => b.order - a.order)
      .map(tag => ({ id: tag.id, name: tag.name, create_time: tag.createTime ?? group.createTime, order: tag.order })),
  }
}
