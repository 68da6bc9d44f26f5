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
import { usePanelFormsStore } from '~/stores/panel-forms'

/**
 * The panels in one place of the page. They load after their subject is painted.
 *
 * @param subject begins to follow it: the API's path of its panels; undefined while it is not on the screen
 */
function panelsIn(place: PanelPlace, subject: () => () => string | undefined) {
  return () => {
    const ids = usePageContext().value?.panels?.[place]?.map(({ id }) => id) ?? []
    const forms = usePanelFormsStore()
    const { state, show, retry, act, clear } = createShownPanels({
      ids, request: usePanelRequest(), runAction: createRunAction(useApiRequest()), painted: afterPaint,
      onDraft: (path, draft) => void forms.follow(path, path.replace('/api/', ''), draft),
    })
    onScopeDispose(clear)
    // Synchronous: no frame may show the panels of the subject before.
    watch(subject(), path => path ? void show(path) : clear(), { flush: 'sync', immediate: true })
    return {
      path: computed(() => state.value?.path ?? ''), panels: computed(() => state.value?.panels ?? {}), retry, act,
    }
  }
}

const STORES = {
  customer: defineStore('panels', panelsIn('customer', () => {
    const customer = useCustomerStore()
    const forms = usePanelFormsStore()
    const id = computed(() => customer.state.status === 'ready' ? customer.state.id : undefined)
    const pathOf = (externalUserId: string) => customerPath(externalUserId, '/panels')
    // The draft of its forms has come with the customer.
    watch(id, (externalUserId) => {
      if (externalUserId !== undefined) void forms.follow(pathOf(externalUserId), { externalUserId, field: 'panels' })
    }, { flush: 'sync', immediate: true })
    return () => id.value === undefined ? undefined : pathOf(id.value)
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
