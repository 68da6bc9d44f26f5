import type { CustomerTag } from '#shared/types/customer.ts'
import type { TagGroup } from '#shared/types/customer-edit.ts'
import type { CardTag, TagAction } from '#shared/types/card.ts'
import type { TagsEdit } from '../edits/customer-edit'

/**
 * @param library the company's tags
 * @param tags of the customer
 * @returns the edit, without what the customer has, or has not, already; or the name that is not exactly one tag
 */
export function tagsEditOf(
  { add = [], remove = [] }: TagAction<string>, library: readonly TagGroup[], tags: readonly CustomerTag[],
): TagsEdit | { unknown: string } {
  const all = library.flatMap(group => group.tags.map((tag): CustomerTag =>
    ({ ...tag, groupName: group.name, kind: 'corp' })))
  const found = (wanted: CardTag) => all.filter(({ name, groupName }) =>
    name === wanted.name && (wanted.group === undefined || groupName === wanted.group))
  const unknown = [...add, ...remove].find(wanted => found(wanted).length !== 1)
  if (unknown) return { unknown: unknown.name }
  const has = ({ id }: CustomerTag) => tags.some(tag => tag.id === id)
  const each = (wanted: readonly CardTag[]) => [...new Set(wanted.flatMap(found))]
  return { field: 'tags', add: each(add).filter(tag => !has(tag)), remove: each(remove).filter(has) }
}
