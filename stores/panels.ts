import type { PanelPlace } from '#shared/define-panel.ts'
import { afterPaint } from '~/browser/after-paint'
import { customerPath } from '~/browser/api/api'
import { createRunAction } from '~/browser/panels/run-action'
import { createShownPanels } from '~/browser/panels/shown-panels'
import { useApiRequest } from '~/composables/useApi'
import { usePanelRequest } from '~/composables/usePanelRequest'
import { usePageContext } from '~/composables/usePageContext'
import { useCustomerStore } from '~/stores/customer'
import { useGroupStore } from '~/stores/group'

/**
 * The panels in one place of the page. They load after their subject is painted.
 *
 * @param subject begins to follow it: the API's path of its panels; undefined while it is not on the screen
 */
function panelsIn(place: PanelPlace, subject: () => () => string | undefined) {
  return () => {
    const list = usePageContext().value?.panels?.[place] ?? []
    const { state, show, retry, act, clear } = createShownPanels({
      ids: list.map(({ id }) => id), request: usePanelRequest(), runAction: createRunAction(useApiRequest()),
      painted: afterPaint,
    })
    onScopeDispose(clear)
    // Synchronous: no frame may show the panels of the subject before.
    watch(subject(), path => path ? void show(path) : clear(), { flush: 'sync', immediate: true })
    return { list, panels: computed(() => state.value?.panels ?? {}), retry, act }
  }
}

const STORES = {
  customer: defineStore('panels', panelsIn('customer', () => {
    const customer = useCustomerStore()
    return () => customer.state.status === 'ready' ? customerPath(customer.state.id, '/panels') : undefined
  })),
  group: defineStore('group-panels', panelsIn('group', () => {
    const group = useGroupStore()
    return () => group.state.status === 'ready'
      ? `/api/groups/${encodeURIComponent(group.state.id)}/panels`
      : undefined
  })),
  /** Each time it is opened, its panels load again. */
  workbench: () => reactive(panelsIn('workbench', () => () => '/api/panels')()),
}

/** @returns the panels of what is on the screen in this place */
export const usePanelsStore = (place: PanelPlace) => STORES[place]()
