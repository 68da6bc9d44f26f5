import type { CustomerSummary } from '#shared/types/customer.ts'
import type { TagGroup } from '#shared/types/customer-edit.ts'

/** What is looked for among the member's customers; all of it must be met. */
export interface CustomerFilter {
  query: string
  withoutUnionId: boolean
  /** Of one group, a customer has at least one of those chosen; of each group, if several. */
  tagIds: string[]
}

/** Everybody. */
export const NO_FILTER: CustomerFilter = { query: '', withoutUnionId: false, tagIds: [] }

/**
 * Stands for every tag that the library does not have: deleted since, or given by a rule (doc 92117 leaves those groups
 * out). Also the id of the group that it is shown in.
 */
export const UNLISTED_TAG = ''

/** A tag, and how many of the customers have it. */
export interface UsedTag {
  id: string
  /** Empty for UNLISTED_TAG. */
  name: string
  count: number
}

export interface UsedTagGroup extends TagGroup {
  tags: UsedTag[]
}

/** @returns the tags that some customer has, in the order of the library, and last those it does not have */
export function usedTags(customers: CustomerSummary[], library: TagGroup[]): UsedTagGroup[] {
  const known = new Set(library.flatMap(group => group.tags.map(tag => tag.id)))
  const counts = new Map<string, number>()
  for (const { tagIds } of customers) {
    for (const id of new Set(tagIds.map(tagId => known.has(tagId) ? tagId : UNLISTED_TAG))) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const unlisted = { id: UNLISTED_TAG, name: '', tags: [{ id: UNLISTED_TAG, name: '' }] }
  return [...library, unlisted]
    .map(group => ({ ...group, tags: group.tags.map(tag => ({ ...tag, count: counts.get(tag.id) ?? 0 })).filter(tag => tag.count > 0) }))
    .filter(group => group.tags.length > 0)
}

/** @returns whether a customer's tags meet those chosen */
export function tagMatcher(tagIds: string[], library: TagGroup[]): (customer: CustomerSummary) => boolean {
  const groupOf = new Map(library.flatMap(group => group.tags.map(tag => [tag.id, group.id])))
  const wanted = new Map<string, Set<string>>()
  for (const id of tagIds) {
    const group = groupOf.get(id) ?? UNLISTED_TAG
    wanted.set(group, (wanted.get(group) ?? new Set()).add(id))
  }
  const alternatives = [...wanted.values()]
  return customer => alternatives.every(ids => customer.tagIds.some(id => ids.has(id) || (ids.has(UNLISTED_TAG) && !groupOf.has(id))))
}
