import type { CustomerSummary } from '#shared/types/customer.ts'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import {
  NO_FILTER,
  tagMatcher,
  usedTags,
  type CustomerFilter,
  type UsedTagGroup,
} from '~/browser/search/customer-filter'
import { searchable } from '~/browser/search/text-search'
import { useMyCustomersStore } from '~/stores/my-customers'
import { useTagLibraryStore } from '~/stores/tag-library'

/** The filter of the member's own customers. Apart from the list, because a chat loads the list's store, too. */
export const useCustomerSearchStore = defineStore('customer-search', () => {
  const list = useMyCustomersStore()
  const library = useTagLibraryStore()
  const filter = shallowRef<CustomerFilter>(NO_FILTER)
  /** The searchable text per customer, made once: 10,000 customers must be filtered within one frame. */
  const texts = new WeakMap<CustomerSummary, string>()

  const isFiltered = computed(() => {
    const { query, withoutUnionId, tagIds } = filter.value
    return withoutUnionId || tagIds.length > 0 || query.trim() !== ''
  })

  function textOf(summary: CustomerSummary): string {
    const known = texts.get(summary)
    if (known !== undefined) return known
    const text = searchable(summary.name, summary.remark, summary.corpName, summary.unionId)
    texts.set(summary, text)
    return text
  }

  const found = computed(() => {
    if (!isFiltered.value) return list.customers
    const { query, withoutUnionId, tagIds } = filter.value
    const wanted = searchable(query.trim())
    const hasTags = tagMatcher(tagIds, library.state.status === 'ready' ? library.state.data : [])
    return list.customers.filter(summary =>
      (!withoutUnionId || !summary.unionId) && hasTags(summary) && textOf(summary).includes(wanted))
  })

  /** The tags to choose from, once the library is loaded. */
  const tags = computed((): ResourceState<UsedTagGroup[]> => library.state.status === 'ready'
    ? { ...library.state, data: usedTags(list.customers, library.state.data) }
    : library.state)

  return { filter, isFiltered, found, tags }
})
