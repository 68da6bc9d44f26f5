import type { Endpoint } from './endpoint.ts'
import { textList } from './parameters.ts'
import { tagGroupWire } from './tag-wire.ts'

/** doc 92117: the corp tag library; `group_id` takes precedence over `tag_id`; without both, all tags. */
export const getCorpTagList: Endpoint = {
  path: '/cgi-bin/externalcontact/get_corp_tag_list',
  doc: 92117,
  access: 'customerContact',
  emptyFields: { tag_group: [] },
  answer({ world, body }) {
    const groupIds = textList(body.group_id, 'group_id')
    const tagIds = groupIds.length > 0 ? [] : textList(body.tag_id, 'tag_id')
    const groups = world.scenario.tagGroups
      .filter(group => group.kind === 'corp' && (groupIds.length === 0 || groupIds.includes(group.groupId)))
      .map(group => ({ ...group, tags: group.tags.filter(({ id }) => tagIds.length === 0 || tagIds.includes(id)) }))
      .filter(({ tags }) => tags.length > 0)
      .sort((a, b) => b.order - a.order)
    return { tag_group: groups.map(tagGroupWire) }
  },
}
