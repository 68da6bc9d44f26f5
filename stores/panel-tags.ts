import type { TagAction } from '#shared/types/panel.ts'
import { changesSomething } from '~/browser/edits/unsaved-edits'
import { tagsEditOf, type PanelTagging } from '~/browser/panels/panel-tags'
import { useCustomerStore } from '~/stores/customer'
import { useCustomerEditsStore } from '~/stores/customer-edits'
import { useTagLibraryStore } from '~/stores/tag-library'

/** Tags that the member sets by an action of a panel: as an edit of their own, with the offer to undo it. */
export const usePanelTagsStore = defineStore('panel-tags', () => {
  const customer = useCustomerStore()
  const editing = useCustomerEditsStore()
  const library = useTagLibraryStore()
  const last = shallowRef<{ externalUserId: string, panel: string, tagging: PanelTagging }>()
  const shown = computed(() => customer.state.status === 'ready' ? customer.state.data : undefined)

  /** Not while tags are being saved, or the member has chosen some and not saved them: that would be lost. */
  const isFree = computed(() => {
    const { drafts, kept, states } = editing.edits ?? {}
    return !(drafts?.tags ?? kept?.tags ?? states?.tags)
  })

  async function run(panel: string, action: TagAction<string>): Promise<void> {
    const externalUserId = shown.value?.externalUserId
    if (externalUserId === undefined || !isFree.value) return
    const tell = (tagging: PanelTagging) => last.value = { externalUserId, panel, tagging }
    tell({ action: action.id, status: 'running' })
    await library.load()
    const { state } = library
    const tags = shown.value?.relation?.tags
    // Another customer is on the screen now.
    if (shown.value?.externalUserId !== externalUserId || !tags || !isFree.value) return void (last.value = undefined)
    if (state.status === 'failed') return void tell({ action: action.id, status: 'failed', failure: state.failure })
    const edit = tagsEditOf(action, state.status === 'ready' ? state.data : [], tags)
    if ('unknown' in edit) return void tell({ action: action.id, status: 'unknown', name: edit.unknown })
    if (!changesSomething(edit)) return void tell({ action: action.id, status: 'unchanged' })
    last.value = undefined
    await editing.run({ kind: 'save', edit })
  }

  /** @returns how the last action of this panel stands, of the customer on the screen */
  function of(panel: string): PanelTagging | undefined {
    const { value } = last
    return value?.panel === panel && value.externalUserId === shown.value?.externalUserId ? value.tagging : undefined
  }

  return { isFree, run, of }
})
