import type { CustomerSummary } from '#shared/types/customer.ts'
import type { TagGroup } from '#shared/types/customer-edit.ts'
import type { OwnValues } from '#shared/types/own-values.ts'
import type { WantedValues } from './value-filter'

/** The filter of the member's customers. Every condition must hold. */
export interface CustomerFilter {
  query: string
  withoutUnionId: boolean
  /** A customer needs one of the chosen tags of each group. */
  tagIds: string[]
  /** By stage and by the company's fields. */
  values: WantedValues
  order: CustomerOrder
}

/** As WeCom lists them; or first those opened last, added last, or without contact with the member for longest. */
export const CUSTOMER_ORDERS = ['wecom', 'opened', 'added', 'contact'] as const
export type CustomerOrder = typeof CUSTOMER_ORDERS[number]

/** Matches every customer. */
export const NO_FILTER: CustomerFilter = {
  query: '', withoutUnionId: false, tagIds: [], values: {}, order: 'wecom',
}

const compare = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0

/** What an order goes by, beside the customers. */
export interface OrderedBy {
  /** The newest first. */
  openedIds: string[]
  /** Undefined: nothing is known of any customer. */
  known?: OwnValues['customers']
}

/** @returns the customers in this order; within the same rank as WeCom lists them */
export function sortCustomers(
  customers: CustomerSummary[], order: CustomerOrder, { openedIds, known }: OrderedBy,
): CustomerSummary[] {
  switch (order) {
    case 'wecom': return customers
    case 'added': return [...customers].sort(({ addedAt: a = '' }, { addedAt: b = '' }) => compare(b, a))
    case 'contact': {
      if (!known) return customers
      // Both times are ISO 8601 in UTC. A customer who was added yesterday has not been waiting for long.
      const since = ({ externalUserId, addedAt = '' }: CustomerSummary) => known[externalUserId]?.contactedAt ?? addedAt
      return [...customers].sort((a, b) => compare(since(a), since(b)))
    }
    case 'opened': {
      const ranks = new Map(openedIds.map((id, rank) => [id, rank]))
      const rankOf = ({ externalUserId }: CustomerSummary) => ranks.get(externalUserId) ?? openedIds.length
      return [...customers].sort((a, b) => rankOf(a) - rankOf(b))
    }
  }
}

/**
 * The id for all tags outside the library: deleted ones, and tags given by a rule (doc 92117 leaves those groups
 * out). Also the id of their group.
 */
export const UNLISTED_TAG = ''

/** A tag, and the number of customers who have it. */
export interface UsedTag {
  id: string
  /** Empty for UNLISTED_TAG. */
  name: string
  count: number
}

export interface UsedTagGroup extends TagGroup {
  tags: UsedTag[]
}

/** @returns the tags that customers have, in the order of the library; those outside it come last */
export function usedTags(customers: CustomerSummary[], library: TagGroup[]): UsedTagGroup[] {
  const known = new Set(library.flatMap(group => group.tags.map(tag => tag.id)))
  const counts = new Map<string, number>()
  for (const { tagIds } of customers) {
    const ids = new Set(tagIds.map(id => known.has(id) ? id : UNLISTED_TAG))
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const unlisted = { id: UNLISTED_TAG, name: '', tags: [{ id: UNLISTED_TAG, name: '' }] }
  const used = (tags: TagGroup['tags']) => tags.map(tag => ({ ...tag, count: counts.get(tag.id) ?? 0 }))
    .filter(tag => tag.count > 0)
  return [...library, unlisted]
    .map(group => ({ ...group, tags: used(group.tags) }))
    .filter(group => group.tags.length > 0)
}

/** @returns a test whether a customer has the chosen tags */
export function tagMatcher(tagIds: string[], library: TagGroup[]): (customer: CustomerSummary) => boolean {
  const groupOf = new Map(library.flatMap(group => group.tags.map(tag => [tag.id, group.id])))
  const wanted = new Map<string, Set<string>>()
  for (const id of tagIds) {
    const group = groupOf.get(id) ?? UNLISTED_TAG
    wanted.set(group, (wanted.get(group) ?? new Set()).add(id))
  }
  const alternatives = [...wanted.values()]
  const matches = (ids: Set<string>, id: string) => ids.has(id) || (ids.has(UNLISTED_TAG) && !groupOf.has(id))
  return customer => alternatives.every(ids => customer.tagIds.some(id => matches(ids, id)))
}
