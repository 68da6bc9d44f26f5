import type { PanelForm, PanelForms } from '~/browser/panels/panel-action'
import { useCustomerStore } from '~/stores/customer'
import { useDraftsStore } from '~/stores/drafts'

/** By the ids of the panels. */
type FormsOfPanels = Readonly<Record<string, PanelForms>>

/** What was typed into forms of panels and is not done yet: it stays with its customer, also on the next page. */
export const usePanelFormsStore = defineStore('panel-forms', () => {
  const customer = useCustomerStore()
  const drafts = useDraftsStore()
  /** By customer. */
  const typed = shallowReactive(new Map<string, FormsOfPanels>())
  const followed = new Set<string>()
  const shownId = computed(() => customer.state.status === 'ready' ? customer.state.id : undefined)

  function follow(externalUserId: string): void {
    if (followed.has(externalUserId)) return
    followed.add(externalUserId)
    drafts.follow<FormsOfPanels>({
      place: { externalUserId, field: 'panels' },
      unsaved: () => typed.get(externalUserId),
      offer: kept => void typed.set(externalUserId, { ...kept, ...typed.get(externalUserId) }),
    })
  }

  /** Keeps what stands in a form of the customer on the screen; without `form`, nothing is kept of it. */
  function keep(panel: string, action: string, form?: PanelForm): void {
    const { value: id } = shownId
    if (id === undefined) return
    const { [panel]: before = {}, ...others } = typed.get(id) ?? {}
    const { [action]: _, ...rest } = before
    const forms = form ? { ...rest, [action]: form } : rest
    const all = Object.keys(forms).length > 0 ? { ...others, [panel]: forms } : others
    if (Object.keys(all).length > 0) typed.set(id, all)
    else typed.delete(id)
  }

  watch(shownId, id => id !== undefined && follow(id), { flush: 'sync', immediate: true })
  return { shown: computed((): FormsOfPanels => typed.get(shownId.value ?? '') ?? {}), keep }
})
