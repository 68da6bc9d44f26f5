import type { FollowTag } from '../scenarios/scenario.ts'
import type { Endpoint } from './endpoint.ts'
import { textList } from './parameters.ts'
import { Refusal } from './refusal.ts'
import { editableFollow } from './service-member.ts'

const hasId = (tag: FollowTag, ids: string[]) => 'tagId' in tag && ids.includes(tag.tagId)

/** doc 92118: tags that a member gives to a customer. Concurrent calls: 45035. Raises no event (doc 92130). */
export const markTag: Endpoint = {
  path: '/cgi-bin/externalcontact/mark_tag',
  doc: 92118,
  access: 'customerContact',
  exclusiveKey: body => `${String(body.userid).toLowerCase()} ${String(body.external_userid)}`,
  answer({ world, body }) {
    const { follow } = editableFollow(world, body)
    const add = textList(body.add_tag, 'add_tag')
    const remove = textList(body.remove_tag, 'remove_tag')
    if (add.length + remove.length === 0) throw new Refusal(40063, 'add_tag and remove_tag are both empty')
    const known = new Set(world.scenario.tagGroups.flatMap(({ tags }) => tags.map(({ id }) => id)))
    const unknown = [...add, ...remove].find(id => !known.has(id))
    if (unknown !== undefined) throw new Refusal(40068, `no tag has the id ${unknown}`)

    const kept = (follow.tags ?? []).filter(tag => !hasId(tag, remove))
    const added = [...new Set(add)].filter(id => !kept.some(tag => hasId(tag, [id])))
    follow.tags = [...kept, ...added.map(tagId => ({ tagId }))]
    return {}
  },
}
