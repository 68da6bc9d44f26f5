import type { CustomerSummary } from '#shared/types/customer'
import { ApiError } from '~/composables/api-error'
import type { Failure } from '~/composables/failure'

type ListState
  = | { status: 'idle' | 'loading' | 'ready' }
    | { status: 'failed', failure: Failure }

/** The member's own customers, page by page. */
export const useMyCustomersStore = defineStore('my-customers', () => {
  const api = useApi()
  const customers = shallowRef<CustomerSummary[]>([])
  const state = shallowRef<ListState>({ status: 'idle' })
  const nextCursor = shallowRef<string>()

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

  return { customers, state, nextCursor, loadMore }
})
