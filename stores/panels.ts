import type { CustomerProfile } from '#shared/types/customer.ts'
import { afterPaint } from '~/browser/after-paint'
import { createCustomerPanels } from '~/browser/panels/customer-panels'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { useApi } from '~/composables/useApi'
import { usePanelRequest } from '~/composables/usePanelRequest'
import { usePageContext } from '~/composables/usePageContext'
import { useCustomerStore } from '~/stores/customer'

/** The panels of the customer on the screen. They load after the customer is painted. */
export const usePanelsStore = defineStore('panels', () => {
  const list = usePageContext().value?.panels ?? []
  const customer = useCustomerStore()
  const { state, show, retry, act, clear } = createCustomerPanels({
    ids: list.map(({ id }) => id), request: usePanelRequest(), runAction: useApi().runPanelAction,
    painted: afterPaint,
  })

  function follow(shown: ResourceState<CustomerProfile>): void {
    if (shown.status === 'ready') void show(shown.id)
    else clear()
  }

  watch(() => customer.state, follow, { flush: 'sync', immediate: true })
  return { list, panels: computed(() => state.value?.panels ?? {}), retry, act }
})
