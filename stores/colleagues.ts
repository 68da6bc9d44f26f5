import type { Colleague, CustomerProfile } from '#shared/types/customer.ts'
import { createKeyedResource, type ResourceState } from '~/browser/resource/keyed-resource'
import { useApi } from '~/composables/useApi'
import { useCustomerStore } from '~/stores/customer'

/**
 * The colleagues who follow the customer on the screen, too. They load after the profile, which tells how many there
 * are; without an answer the page shows that number only.
 */
export const useColleaguesStore = defineStore('colleagues', () => {
  const api = useApi()
  const customer = useCustomerStore()
  const { state, show, clear } = createKeyedResource<Colleague[]>(api.colleagues)

  function follow(shown: ResourceState<CustomerProfile>): void {
    if (shown.status !== 'ready') return clear()
    const others = shown.data.followUserCount - (shown.data.relation ? 1 : 0)
    if (others > 0) void show(shown.id)
    else clear()
  }

  watch(() => customer.state, follow, { flush: 'sync', immediate: true })
  return { of: computed(() => state.value.status === 'ready' ? state.value.data : undefined) }
})
