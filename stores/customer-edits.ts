import type { CustomerProfile } from '#shared/types/customer.ts'
import { EDIT_FIELDS } from '#shared/types/draft.ts'
import { withEdit, type Edit, type EditCommand } from '~/browser/edits/customer-edit'
import { createEditSession, type EditSession } from '~/browser/edits/edit-session'
import { createSessions } from '~/browser/edits/sessions'
import { isUnsaved as isUnsavedIn, unsavedIn } from '~/browser/edits/unsaved-edits'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { useApi } from '~/composables/useApi'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useCustomerStore } from '~/stores/customer'
import { useDraftsStore } from '~/stores/drafts'
import { useTagLibraryStore } from '~/stores/tag-library'

/**
 * The changes of the customer on the screen. Unsaved changes return with their customer, also in a new page, and they
 * stay while the page does not know which chat is open.
 */
export const useCustomerEditsStore = defineStore('customer-edits', () => {
  const api = useApi()
  const customer = useCustomerStore()
  const session = shallowRef<EditSession>()
  const library = useTagLibraryStore()
  const drafts = useDraftsStore()
  const sessions = createSessions(
    externalUserId => createEditSession({ externalUserId, api, profile: customer }),
    ({ edits }) => isUnsavedIn(edits.value),
  )
  const followed = new WeakSet<EditSession>()

  /** Each field has a draft of its own: the newest one counts, also when two pages are open. */
  function followDrafts(session: EditSession): void {
    if (followed.has(session)) return
    followed.add(session)
    const { edits, offer } = session
    const { externalUserId } = edits.value
    for (const field of EDIT_FIELDS) {
      drafts.follow({
        place: { externalUserId, field },
        unsaved: () => unsavedIn(edits.value)?.[field],
        offer: (edit: Edit) => offer({ [field]: edit }),
      })
    }
  }

  function follow(state: ResourceState<CustomerProfile>): void {
    if (state.status === 'idle') return
    if (session.value?.edits.value.externalUserId !== state.id) {
      session.value = sessions.of(state.id)
      session.value.reopen()
    }
    if (state.status !== 'ready') return
    session.value.reconcile(state.data)
    followDrafts(session.value)
  }

  const edits = computed(() => session.value?.edits.value)

  /** Whether the customer on the screen has unsaved changes. */
  const isUnsaved = computed(() => !!edits.value && isUnsavedIn(edits.value))

  /** The customer with all changes applied that are being saved. */
  const shown = computed((): ResourceState<CustomerProfile> => {
    const { state } = customer
    if (state.status !== 'ready' || edits.value?.externalUserId !== state.id) return state
    const saving = Object.values(edits.value.states).filter(edit => edit?.status === 'saving')
    return { ...state, data: saving.reduce((profile, { edit }) => withEdit(profile, edit), state.data) }
  })

  async function run(command: EditCommand): Promise<void> {
    if (command.kind === 'library') await library.load()
    else await session.value?.run(command)
  }

  useUnsavedWork().register(sessions.areUnsaved)
  watch(() => customer.state, follow, { flush: 'sync', immediate: true })
  return { edits, isUnsaved, shown, library: computed(() => library.state), run }
})
