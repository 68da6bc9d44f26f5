import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'

/** doc 92117: the corp tag library; `group_id` wins over `tag_id`, neither means all. */
export const getCorpTagList: Endpoint = {
  path: '/cgi-bin/externalcontact/get_corp_tag_list',
  doc: 92117,
  access: 'customerContact',
  emptyFields: { tag_group: [] },
  answer({ world, body }) {
    const groupIds = idList(body.group_id)
    const tagIds = groupIds.length > 0 ? [] : idList(body.tag_id)
    const groups = world.scenario.tagGroups
      .filter(group => group.kind === 'corp' && (groupIds.length === 0 || groupIds.includes(group.groupId)))
      .map(group => ({ ...group, tags: group.tags.filter(({ id }) => tagIds.length === 0 || tagIds.includes(id)) }))
      .filter(({ tags }) => tags.length > 0)
    return {
      tag_group: groups.map(group => ({
        group_id: group.groupId,
        group_name: group.name,
        create_time: group.createTime,
        order: group.order,
        tag: group.tags.map(tag => ({ ...tag, create_time: group.createTime })),
      })),
    }
  },
}

function idList(value: unknown): string[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Refusal(40058, 'not a list of ids')
  return value.map(String)
}
