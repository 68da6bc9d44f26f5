import type { KeptDraft } from '#shared/types/draft.ts'
import type { DraftPlace } from '~/browser/drafts/draft-place'
import type { PanelForm, PanelForms } from '~/browser/panels/panel-action'
import { useDraftsStore } from '~/stores/drafts'

/** By the ids of the panels. */
type FormsOfPanels = Readonly<Record<string, PanelForms>>

/**
 * What was typed into forms of panels and is not done yet: it stays with its subject, also on the next page. Subjects
 * are named by the API's path of their panels.
 */
export const usePanelFormsStore = defineStore('panel-forms', () => {
  const drafts = useDraftsStore()
  const typed = shallowReactive(new Map<string, FormsOfPanels>())
  const followed = new Set<string>()

  /**
   * Offers what an earlier page left in the forms of a subject, and keeps what is typed from now on.
   *
   * @param server what the server has, when nothing has looked for it yet
   */
  async function follow(path: string, place: DraftPlace, server?: KeptDraft): Promise<void> {
    if (followed.has(path)) return
    followed.add(path)
    if (server) await drafts.look([[place, server]])
    drafts.follow<FormsOfPanels>({
      place,
      unsaved: () => typed.get(path),
      offer: kept => void typed.set(path, { ...kept, ...typed.get(path) }),
    })
  }

  /** Keeps what stands in a form; without `form`, nothing is kept of it. */
  function keep(path: string, panel: string, action: string, form?: PanelForm): void {
    const { [panel]: before = {}, ...others } = typed.get(path) ?? {}
    const { [action]: _, ...rest } = before
    const forms = form ? { ...rest, [action]: form } : rest
    const all = Object.keys(forms).length > 0 ? { ...others, [panel]: forms } : others
    if (Object.keys(all).length > 0) typed.set(path, all)
    else typed.delete(path)
  }

  /** @returns what was typed into the forms of a subject */
  const of = (path: string): FormsOfPanels => typed.get(path) ?? {}

  return { follow, keep, of }
})
