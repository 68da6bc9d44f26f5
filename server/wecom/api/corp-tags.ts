import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

const order = v.fallback(v.optional(v.number(), 0), 0)
const deleted = v.fallback(v.optional(v.boolean(), false), false)
const answer = v.object({
  tag_group: v.array(v.object({
    group_id: v.string(),
    group_name: v.string(),
    order,
    deleted,
    tag: v.fallback(v.optional(v.array(v.object({ id: v.string(), name: v.string(), order, deleted })), []), []),
  })),
})

/** A group of the company's tag library. */
export interface CorpTagGroup {
  id: string
  name: string
  tags: { id: string, name: string }[]
}

const shown = <T extends { order: number, deleted: boolean }>(items: T[]): T[] =>
  items.filter(item => !item.deleted).sort((a, b) => b.order - a.order)

/** The company's tag library (doc 92117), in the order of the admin console: bigger numbers first. */
export async function getCorpTags(client: WecomClient): Promise<CorpTagGroup[]> {
  const { tag_group } = await client.call({ endpoint: 'externalcontact/get_corp_tag_list', schema: answer, body: {} })
  return shown(tag_group).map(group => ({
    id: group.group_id,
    name: group.group_name,
    tags: shown(group.tag).map(({ id, name }) => ({ id, name })),
  }))
}
