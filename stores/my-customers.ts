import type { CustomerSummary } from '#shared/types/customer'
import { ApiError } from '~/composables/api-error'
import type { Failure } from '~/composables/failure'
import { searchable } from '~/composables/text-search'

type ListState
  = | { status: 'idle' | 'loading' | 'ready' }
    | { status: 'failed', failure: Failure }

/** How many of those opened last are offered again. */
const RECENT = 5

/** The member's own customers, page by page; what is looked for among them; and who was opened last. */
export const useMyCustomersStore = defineStore('my-customers', () => {
  const api = useApi()
  const customers = shallowRef<CustomerSummary[]>([])
  const state = shallowRef<ListState>({ status: 'idle' })
  const nextCursor = shallowRef<string>()
  const query = shallowRef('')
  const withoutUnionId = shallowRef(false)
  const recentIds = shallowRef<string[]>([])
  /** What is searched, per customer: built once, so that 10,000 of them are filtered within a frame. */
  const texts = new WeakMap<CustomerSummary, string>()

  const isComplete = computed(() => state.value.status === 'ready' && !nextCursor.value)
  const isFiltered = computed(() => withoutUnionId.value || query.value.trim() !== '')

  function textOf(customer: CustomerSummary): string {
    const known = texts.get(customer)
    if (known !== undefined) return known
    const text = searchable(customer.name, customer.remark, customer.corpName, customer.unionId)
    texts.set(customer, text)
    return text
  }

  const found = computed(() => {
    const wanted = searchable(query.value.trim())
    return customers.value.filter(customer =>
      (!withoutUnionId.value || !customer.unionId) && textOf(customer).includes(wanted))
  })

  const recent = computed(() => {
    const byId = new Map(customers.value.map(customer => [customer.externalUserId, customer]))
    return recentIds.value.flatMap(id => byId.get(id) ?? [])
  })

  /** Loads the first page, or the next one; after a failure the same one again. Does nothing while loading. */
  async function loadMore(): Promise<void> {
    if (state.value.status === 'loading') return
    state.value = { status: 'loading' }
    try {
      const page = await api.customers(nextCursor.value)
      customers.value = [...customers.value, ...page.customers]
      nextCursor.value = page.nextCursor
      state.value = { status: 'ready' }
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      state.value = { status: 'failed', failure: error.failure }
    }
  }

  /** Loads page after page, until all are there, one fails, or `isWanted` says no. */
  async function loadAll(isWanted: () => boolean): Promise<void> {
    if (state.value.status === 'loading') return
    while (isWanted() && !isComplete.value) {
      await loadMore()
      if (state.value.status === 'failed') return
    }
  }

  /** Remembers, as long as the page lives, that a customer was opened. */
  function remember(externalUserId: string): void {
    recentIds.value = [externalUserId, ...recentIds.value.filter(id => id !== externalUserId)].slice(0, RECENT)
  }

  return { customers, state, nextCursor, query, withoutUnionId, isComplete, isFiltered, found, recent, loadMore, loadAll, remember }
})
