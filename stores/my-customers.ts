import type { CustomerProfile, CustomerSummary } from '#shared/types/customer.ts'
import { ApiError } from '~/browser/api/api-error'
import { FRESH, type ResourceState } from '~/browser/resource/keyed-resource'
import {
  NO_FILTER,
  tagMatcher,
  usedTags,
  type CustomerFilter,
  type UsedTagGroup,
} from '~/browser/search/customer-filter'
import { searchable } from '~/browser/search/text-search'
import { passes, type Failure } from '~/browser/failure'
import { useApi } from '~/composables/useApi'
import { useCustomerStore } from '~/stores/customer'
import { useTagLibraryStore } from '~/stores/tag-library'

type ListState
  = | { status: 'idle' | 'loading' | 'ready' }
    | { status: 'failed', failure: Failure }

/** How many of those opened last are offered again. */
const RECENT = 5

/** The member's own customers, page by page; what is looked for among them; and who was opened last. */
export const useMyCustomersStore = defineStore('my-customers', () => {
  const api = useApi()
  const customer = useCustomerStore()
  const library = useTagLibraryStore()
  const customers = shallowRef<CustomerSummary[]>([])
  const state = shallowRef<ListState>({ status: 'idle' })
  let loadedAt = 0
  const nextCursor = shallowRef<string>()
  const filter = shallowRef<CustomerFilter>(NO_FILTER)
  const recentIds = shallowRef<string[]>([])
  /** What is searched, per customer: built once, so that 10,000 of them are filtered within a frame. */
  const texts = new WeakMap<CustomerSummary, string>()

  const isLoading = computed(() => state.value.status === 'loading')
  const failure = computed(() => state.value.status === 'failed' ? state.value.failure : undefined)
  const isComplete = computed(() => state.value.status === 'ready' && !nextCursor.value)
  const isFiltered = computed(() => filter.value.withoutUnionId || filter.value.tagIds.length > 0 || filter.value.query.trim() !== '')

  function textOf(summary: CustomerSummary): string {
    const known = texts.get(summary)
    if (known !== undefined) return known
    const text = searchable(summary.name, summary.remark, summary.corpName, summary.unionId)
    texts.set(summary, text)
    return text
  }

  const found = computed(() => {
    if (!isFiltered.value) return customers.value
    const { query, withoutUnionId, tagIds } = filter.value
    const wanted = searchable(query.trim())
    const hasTags = tagMatcher(tagIds, library.state.status === 'ready' ? library.state.data : [])
    return customers.value.filter(summary =>
      (!withoutUnionId || !summary.unionId) && hasTags(summary) && textOf(summary).includes(wanted))
  })

  /** The tags to choose from, once the library has been asked for. */
  const tags = computed((): ResourceState<UsedTagGroup[]> => library.state.status === 'ready'
    ? { ...library.state, data: usedTags(customers.value, library.state.data) }
    : library.state)

  const recent = computed(() => {
    const byId = new Map(customers.value.map(summary => [summary.externalUserId, summary]))
    return recentIds.value.flatMap(id => byId.get(id) ?? [])
  })

  function addRecent(ids: readonly string[] = []): void {
    recentIds.value = [...new Set([...recentIds.value, ...ids])].slice(0, RECENT)
  }

  /** Loads the first page, or the next one; after a failure the same one again. Does nothing while loading. */
  async function loadMore(): Promise<void> {
    if (isLoading.value) return
    state.value = { status: 'loading' }
    try {
      const page = await api.customers(nextCursor.value)
      customers.value = [...customers.value, ...page.customers]
      nextCursor.value = page.nextCursor
      addRecent(page.recent)
      state.value = { status: 'ready' }
      loadedAt = Date.now()
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      state.value = { status: 'failed', failure: error.failure }
    }
  }

  /** Asks for everything again while the old list is shown; what fails by itself passes, and is tried the next time. */
  async function replaceAll(isWanted: () => boolean): Promise<void> {
    loadedAt = Date.now()
    const all: CustomerSummary[] = []
    try {
      for (let cursor: string | undefined, page; isWanted(); cursor = page.nextCursor) {
        page = await api.customers(cursor)
        all.push(...page.customers)
        if (!page.nextCursor) return void (customers.value = all)
      }
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (!passes(error.failure)) state.value = { status: 'failed', failure: error.failure }
    }
  }

  /**
   * Loads page after page, until all are there, one fails, or `isWanted` says no. A complete list that has grown old is
   * loaded anew.
   */
  async function loadAll(isWanted: () => boolean): Promise<void> {
    if (state.value.status === 'loading') return
    if (isComplete.value && Date.now() - loadedAt > FRESH) return replaceAll(isWanted)
    while (isWanted() && !isComplete.value) {
      await loadMore()
      if (state.value.status === 'failed') return
    }
  }

  /** What is known better since, by looking at the customer or by changing something, stands in the list too. */
  function bringUpToDate(profile: CustomerProfile | undefined): void {
    if (!profile?.relation || profile.asOf) return
    const { externalUserId, name, avatar, type, unionId, corpName, relation: { remark, tags } } = profile
    const summary = { externalUserId, name, avatar, type, unionId, corpName, remark, tagIds: tags.flatMap(tag => tag.id ?? []) }
    customers.value = customers.value.map(known => known.externalUserId === externalUserId ? summary : known)
  }

  /** Takes note that a customer was opened; the server remembers it for the next page. */
  function remember(externalUserId: string): void {
    recentIds.value = [externalUserId, ...recentIds.value.filter(id => id !== externalUserId)].slice(0, RECENT)
  }

  watch(() => customer.latest, bringUpToDate, { flush: 'sync' })
  return { customers, isLoading, failure, filter, isComplete, isFiltered, found, tags, recent, loadAll, remember }
})
