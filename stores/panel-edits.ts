import type { RemarkAction, TagAction } from '#shared/types/card.ts'
import { textOf, type Edit } from '~/browser/edits/customer-edit'
import { changesSomething } from '~/browser/edits/unsaved-edits'
import type { EditingState, PanelEditing } from '~/browser/panels/panel-edits'
import { tagsEditOf } from '~/browser/panels/panel-tags'
import { useCustomerStore } from '~/stores/customer'
import { useCustomerEditsStore } from '~/stores/customer-edits'
import { useTagLibraryStore } from '~/stores/tag-library'

/** What actions of panels edit of the customer: as edits of the member, with the offer to undo them. */
export const usePanelEditsStore = defineStore('panel-edits', () => {
  const customer = useCustomerStore()
  const editing = useCustomerEditsStore()
  const library = useTagLibraryStore()
  const last = shallowRef<{ externalUserId: string, panel: string, editing: PanelEditing }>()
  const shown = computed(() => customer.state.status === 'ready' ? customer.state.data : undefined)

  /** Not while the field is being saved, or the member has begun to change it: that would be lost. */
  function isFree(field: 'tags' | 'remark'): boolean {
    const { drafts, kept, states } = editing.edits ?? {}
    return !(drafts?.[field] ?? kept?.[field] ?? states?.[field])
  }

  function tellOf(panel: string, action: string, externalUserId: string): (state: EditingState) => void {
    return state => last.value = { externalUserId, panel, editing: { action, ...state } }
  }

  async function save(edit: Edit, tell: (state: EditingState) => void): Promise<void> {
    if (!changesSomething(edit)) return tell({ status: 'unchanged' })
    last.value = undefined
    await editing.run({ kind: 'save', edit })
  }

  async function tag(panel: string, action: TagAction<string>): Promise<void> {
    const externalUserId = shown.value?.externalUserId
    if (externalUserId === undefined || !isFree('tags')) return
    const tell = tellOf(panel, action.id, externalUserId)
    tell({ status: 'running' })
    await library.load()
    const { state } = library
    const tags = shown.value?.relation?.tags
    // Another customer is on the screen now.
    if (shown.value?.externalUserId !== externalUserId || !tags || !isFree('tags')) return void (last.value = undefined)
    if (state.status === 'failed') return tell({ status: 'failed', failure: state.failure })
    const edit = tagsEditOf(action, state.status === 'ready' ? state.data : [], tags)
    if ('unknown' in edit) return tell({ status: 'unknown', name: edit.unknown })
    await save(edit, tell)
  }

  async function remark(panel: string, { id, text }: RemarkAction<string>): Promise<void> {
    const { externalUserId, relation } = shown.value ?? {}
    if (externalUserId === undefined || !relation || !isFree('remark')) return
    const edit = { field: 'remark', before: textOf(relation, 'remark'), after: text.trim() } as const
    await save(edit, tellOf(panel, id, externalUserId))
  }

  /** @returns how the last action of this panel stands, of the customer on the screen */
  function of(panel: string): PanelEditing | undefined {
    const { value } = last
    return value?.panel === panel && value.externalUserId === shown.value?.externalUserId ? value.editing : undefined
  }

  return { isFree, tag, remark, of }
})
