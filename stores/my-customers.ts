import type { CustomerProfile, CustomerSummary } from '#shared/types/customer.ts'
import { ApiError } from '~/browser/api/api-error'
import { FRESH } from '~/browser/resource/keyed-resource'
import { passes, type Failure } from '~/browser/failure'
import { useApi } from '~/composables/useApi'
import { useCustomerStore } from '~/stores/customer'

interface ListState {
  status: 'idle' | 'loading' | 'ready' | 'failed'
  /** Stays while the page tries again: the notice of it may have the focus. */
  failure?: Failure
}

/** Number of recent customers that are offered. */
const RECENT = 5

/** The member's own customers, loaded page by page, and the recent ones. */
export const useMyCustomersStore = defineStore('my-customers', () => {
  const api = useApi()
  const customer = useCustomerStore()
  const customers = shallowRef<CustomerSummary[]>([])
  const state = shallowRef<ListState>({ status: 'idle' })
  let loadedAt = 0
  const nextCursor = shallowRef<string>()
  const recentIds = shallowRef<string[]>([])

  const isLoading = computed(() => state.value.status === 'loading')
  const failure = computed(() => state.value.failure)
  const isComplete = computed(() => state.value.status === 'ready' && !nextCursor.value)

  const recent = computed(() => {
    const byId = new Map(customers.value.map(summary => [summary.externalUserId, summary]))
    return recentIds.value.flatMap(id => byId.get(id) ?? [])
  })

  function addRecent(ids: readonly string[] = []): void {
    recentIds.value = [...new Set([...recentIds.value, ...ids])].slice(0, RECENT)
  }

  /** Loads the next page; after a failure the same one again. Does nothing while loading. */
  async function loadMore(): Promise<void> {
    if (isLoading.value) return
    state.value = { status: 'loading', failure: failure.value }
    try {
      const cursor = nextCursor.value
      const page = await api.customers(cursor)
      // The first page begins the list anew, also when a complete one could not be replaced.
      customers.value = cursor === undefined ? page.customers : [...customers.value, ...page.customers]
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

  /** Loads the whole list again while the old one stays visible. A failure that can pass is ignored. */
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
   * Loads page after page until all are loaded, one fails, or `isWanted` returns false. A complete list that is older
   * than {@link FRESH} is loaded again.
   */
  async function loadAll(isWanted: () => boolean): Promise<void> {
    if (state.value.status === 'loading') return
    if (isComplete.value && Date.now() - loadedAt > FRESH) return replaceAll(isWanted)
    while (isWanted() && !isComplete.value) {
      await loadMore()
      if (state.value.status === 'failed') return
    }
  }

  /** Copies newer data of a profile into the list. */
  function bringUpToDate(profile: CustomerProfile | undefined): void {
    if (!profile?.relation || profile.asOf) return
    const { externalUserId, name, avatar, type, unionId, corpName, relation } = profile
    const { remark, remarkCorpName, maskedMobiles, contactWayState, tags } = relation
    const tagIds = tags.flatMap(tag => tag.id ?? [])
    const news = {
      name, avatar, type, unionId, corpName, remark, remarkCorpName, maskedMobiles, contactWayState, tagIds,
    }
    // Only the server knows pinyin: that of a new name comes with the next list.
    customers.value = customers.value
      .map(known => known.externalUserId === externalUserId ? { ...known, ...news } : known)
  }

  /** Notes that a customer was opened. The server remembers it for the next page load. */
  function remember(externalUserId: string): void {
    recentIds.value = [externalUserId, ...recentIds.value.filter(id => id !== externalUserId)].slice(0, RECENT)
  }

  watch(() => customer.latest, bringUpToDate, { flush: 'sync' })
  return { customers, isLoading, failure, isComplete, recent, loadAll, remember }
})
