import { createEditSession, type EditSession } from '~/composables/edit-session'
import { withEdit, type EditCommand } from '~/composables/customer-edit'
import type { ResourceState } from '~/composables/keyed-resource'
import type { CustomerProfile } from '#shared/types/customer'

/**
 * What the member is changing about the customer on screen. A session lasts until another customer is shown: while the
 * page is not sure which chat is open, what is being typed is kept.
 */
export const useCustomerEditsStore = defineStore('customer-edits', () => {
  const api = useApi()
  const customer = useCustomerStore()
  const session = shallowRef<EditSession>()
  const library = useTagLibraryStore()
  const queues = new Map<string, Promise<void>>()

  function inTurn(externalUserId: string, task: () => Promise<void>): Promise<void> {
    const turn = (queues.get(externalUserId) ?? Promise.resolve()).then(task).finally(() => {
      if (queues.get(externalUserId) === turn) queues.delete(externalUserId)
    })
    queues.set(externalUserId, turn)
    return turn
  }

  function follow(state: ResourceState<CustomerProfile>): void {
    if (state.status === 'idle') return
    if (session.value?.edits.value.externalUserId !== state.id) {
      session.value = createEditSession({
        externalUserId: state.id, api, profile: customer, inTurn: task => inTurn(state.id, task),
      })
    }
    if (state.status === 'ready') session.value.reconcile(state.data)
  }

  const edits = computed(() => session.value?.edits.value)

  /** The customer as it will be once everything on its way is saved. */
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

  watch(() => customer.state, follow, { flush: 'sync', immediate: true })
  return { edits, shown, library: computed(() => library.state), run }
})
