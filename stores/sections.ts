import type { Sections } from '#shared/types/sections.ts'
import { useApi } from '~/composables/useApi'
import { usePageContext } from '~/composables/usePageContext'
import { useSessionStore } from '~/stores/session'

/** The open parts of the page of a customer or a group, for this member everywhere. */
export const useSectionsStore = defineStore('sections', () => {
  const api = useApi()
  const session = useSessionStore()
  const chosen = shallowRef(usePageContext().value?.sections)

  /** Admins set up the ids and so need to see them. */
  const open = computed((): Sections => ({ ids: session.isAdmin, ...chosen.value }))

  /** The page does not wait for the server, and without it still remembers until it is closed. */
  async function choose(sections: Sections): Promise<void> {
    const change = Object.fromEntries(Object.entries(sections)
      .filter(([name, value]) => value !== open.value[name as keyof Sections]))
    chosen.value = { ...chosen.value, ...change }
    await api.keepSections(change).catch(() => {})
  }

  /** The panels that the member has opened or folded. */
  const panels = computed((): Readonly<Record<string, boolean>> => chosen.value?.panels ?? {})

  async function choosePanel(id: string, isOpen: boolean): Promise<void> {
    const change = { panels: { [id]: isOpen } }
    chosen.value = { ...chosen.value, panels: { ...panels.value, ...change.panels } }
    await api.keepSections(change).catch(() => {})
  }

  return { open, choose, panels, choosePanel }
})
