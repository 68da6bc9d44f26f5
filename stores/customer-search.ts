import type { CustomerSummary } from '#shared/types/customer.ts'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import {
  NO_FILTER,
  sortCustomers,
  tagMatcher,
  usedTags,
  type CustomerFilter,
  type UsedTagGroup,
} from '~/browser/search/customer-filter'
import { findWords, toSearched, wordsOf, type FoundPart, type SearchedCustomer } from '~/browser/search/customer-search'
import { valueMatcher } from '~/browser/search/value-filter'
import { useMessages } from '~/composables/useMessages'
import { useMyCustomersStore } from '~/stores/my-customers'
import { useOwnValuesStore } from '~/stores/own-values'
import { useTagLibraryStore } from '~/stores/tag-library'

/** The filter of the member's own customers. Apart from the list, because a chat loads the list's store, too. */
export const useCustomerSearchStore = defineStore('customer-search', () => {
  const list = useMyCustomersStore()
  const library = useTagLibraryStore()
  const ownValues = useOwnValuesStore()
  const { t: messages } = useMessages()
  const filter = shallowRef<CustomerFilter>(NO_FILTER)
  /** Ids of the customers opened last, when the filter was set: a click must not move the rows. */
  const openedIds = shallowRef<string[]>([])

  const tagGroups = computed(() => library.state.status === 'ready' ? library.state.data : [])
  const tagNames = computed(() => new Map(tagGroups.value.flatMap(({ tags }) => tags.map(tag => [tag.id, tag.name]))))
  const known = computed(() => ownValues.state.status === 'ready' ? ownValues.state.data : undefined)
  /** Each customer is prepared once, and again when the names of the tags have come, or in another language. */
  const prepared = computed(() => {
    return { names: tagNames.value, words: messages.value, searched: new WeakMap<CustomerSummary, SearchedCustomer>() }
  })

  const isFiltered = computed(() => {
    const { query, withoutUnionId, tagIds, values } = filter.value
    return withoutUnionId || tagIds.length > 0 || Object.keys(values).length > 0 || query.trim() !== ''
  })

  function sourceOf({ addWay, addedBy }: CustomerSummary): string {
    const { addWays, customer } = messages.value
    const way = addWay === undefined ? [] : addWays.ways[addWay] ?? []
    return [way, addedBy ? customer.addedByWhom[addedBy] : []].flat().join(' · ')
  }

  function searchedOf(summary: CustomerSummary): SearchedCustomer {
    const { names, searched } = prepared.value
    const known = searched.get(summary)
    if (known) return known
    const customer = toSearched(summary, names, sourceOf)
    searched.set(summary, customer)
    return customer
  }

  const matches = computed(() => {
    const { query, withoutUnionId, tagIds, values } = filter.value
    const words = wordsOf(query)
    const hasTags = tagMatcher(tagIds, tagGroups.value)
    const hasValues = valueMatcher(values, known.value)
    return list.customers.flatMap((customer) => {
      if ((withoutUnionId && customer.unionId) || !hasTags(customer) || !hasValues(customer)) return []
      const parts = findWords(searchedOf(customer), words)
      return parts ? [{ customer, parts }] : []
    })
  })

  const found = computed(() => {
    const customers = isFiltered.value ? matches.value.map(({ customer }) => customer) : list.customers
    return sortCustomers(customers, filter.value.order, {
      openedIds: openedIds.value, known: known.value?.customers,
    })
  })

  /** What the search has found that a row does not show otherwise, by external_userid. */
  const foundParts = computed(() => new Map<string, FoundPart[]>(isFiltered.value
    ? matches.value.map(({ customer, parts }) => [customer.externalUserId, parts])
    : []))

  /** The tags to choose from, once the library is loaded. */
  const tags = computed((): ResourceState<UsedTagGroup[]> => library.state.status === 'ready'
    ? { ...library.state, data: usedTags(list.customers, library.state.data) }
    : library.state)

  watch(filter, () => openedIds.value = list.recent.map(({ externalUserId }) => externalUserId))
  watch(() => filter.value.order === 'contact', isAsked => isAsked && void ownValues.load())
  // Words may name tags.
  watch(() => wordsOf(filter.value.query).length > 0, isSearching => isSearching && void library.load())

  return { filter, isFiltered, found, foundParts, tags }
})
