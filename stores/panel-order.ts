import type { PanelPlace } from '#shared/define-panel.ts'
import { useApi } from '~/composables/useApi'
import { usePageContext } from '~/composables/usePageContext'

/** The panels of each place, in the order of this member. */
export const usePanelOrderStore = defineStore('panel-order', () => {
  const api = useApi()
  const lists = shallowReactive({ ...usePageContext().value?.panels })

  /**
   * Moves a panel by so many places; not beyond the ends. Without the server it stays there until the page is closed.
   */
  async function move(place: PanelPlace, panel: string, by: number): Promise<void> {
    const list = [...lists[place] ?? []]
    const from = list.findIndex(({ id }) => id === panel)
    if (from < 0 || !list[from + by]) return
    list.splice(from + by, 0, ...list.splice(from, 1))
    lists[place] = list
    await api.keepSections({ order: { [place]: list.map(({ id }) => id) } }).catch(() => {})
  }

  return { lists, move }
})
