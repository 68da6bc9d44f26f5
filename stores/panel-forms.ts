import type { KeptDraft } from '#shared/types/draft.ts'
import type { DraftPlace } from '~/browser/drafts/draft-place'
import type { PanelForm, PanelTyped } from '~/browser/panels/panel-action'
import { useDraftsStore } from '~/stores/drafts'

/** By the ids of the panels. */
type TypedIntoPanels = Readonly<Record<string, PanelTyped>>

/** @returns the record with `value` at the key, or with nothing there; undefined when it is empty */
function withValue<Value>(all: Readonly<Record<string, Value>> = {}, key: string, value?: Value) {
  const { [key]: _, ...others } = all
  const changed = value === undefined ? others : { ...others, [key]: value }
  return Object.keys(changed).length > 0 ? changed : undefined
}

/**
 * What was typed into panels and is not done or sent yet: it stays with its subject, also on the next page. Subjects
 * are named by the API's path of their panels.
 */
export const usePanelFormsStore = defineStore('panel-forms', () => {
  const drafts = useDraftsStore()
  const typed = shallowReactive(new Map<string, TypedIntoPanels>())
  const followed = new Set<string>()

  /**
   * Offers what an earlier page left in the panels of a subject, and keeps what is typed from now on.
   *
   * @param server what the server has, when nothing has looked for it yet
   */
  async function follow(path: string, place: DraftPlace, server?: KeptDraft): Promise<void> {
    if (followed.has(path)) return
    followed.add(path)
    if (server) await drafts.look([[place, server]])
    drafts.follow<TypedIntoPanels>({
      place,
      unsaved: () => typed.get(path),
      offer: kept => void typed.set(path, { ...kept, ...typed.get(path) }),
    })
  }

  /** @returns what was typed into the panels of a subject */
  const of = (path: string): TypedIntoPanels => typed.get(path) ?? {}

  function change(path: string, panel: string, part: PanelTyped): void {
    const { forms, replies } = { ...of(path)[panel], ...part }
    const all = withValue(of(path), panel, forms || replies ? { forms, replies } : undefined)
    if (all) typed.set(path, all)
    else typed.delete(path)
  }

  /** Keeps what stands in a form; without `form`, nothing is kept of it. */
  function keep(path: string, panel: string, action: string, form?: PanelForm): void {
    change(path, panel, { forms: withValue(of(path)[panel]?.forms, action, form) })
  }

  /** Keeps a suggested reply as the member has changed it; without `text`, it is as it was, or sent. */
  function keepReply(path: string, panel: string, block: number, text?: string): void {
    change(path, panel, { replies: withValue(of(path)[panel]?.replies, String(block), text) })
  }

  return { follow, keep, keepReply, of }
})
