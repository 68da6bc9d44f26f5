import { failureIn } from '~/browser/resource/shown-state'
import { listOf, type Screen } from '~/browser/screen'
import { useCustomerStore } from '~/stores/customer'
import { useGroupStore } from '~/stores/group'
import { useMyCustomersStore } from '~/stores/my-customers'

/** What the screen needs from the server, loaded as the screen changes. */
export function useScreenData(screen: Readonly<Ref<Screen>>) {
  const customer = useCustomerStore()
  const group = useGroupStore()
  const list = useMyCustomersStore()
  /** The list on the screen, or the one behind the customer on it. */
  const behind = computed(() => listOf(screen.value))
  const hasList = computed(() => behind.value?.kind === 'workbench')
  const chatId = computed(() => behind.value?.kind === 'group' ? behind.value.chatId : undefined)
  const externalUserId = computed(() => screen.value.kind === 'customer' ? screen.value.externalUserId : undefined)
  /** The resource on the screen. */
  const subject = computed(() => externalUserId.value ? customer : group)

  const isWaiting = computed(() => {
    if (screen.value.kind === 'workbench') return list.customers.length === 0 && list.isLoading && !list.failure
    return screen.value.kind === 'starting' || subject.value.state.status === 'loading'
  })
  const failing = computed(() => {
    if (screen.value.kind === 'failed') return screen.value.failure
    return screen.value.kind === 'workbench' ? list.failure : failureIn(subject.value.state)
  })

  function showCurrent(): void {
    void (externalUserId.value ? customer.show(externalUserId.value) : customer.clear())
    void (chatId.value ? group.show(chatId.value) : group.clear())
  }

  function showList(): void {
    const isWanted = () => hasList.value || group.wantsCustomers
    if (isWanted()) void list.loadAll(isWanted)
  }

  // Synchronous: no frame may show the previous customer once the new one is known.
  watch([externalUserId, chatId], showCurrent, { flush: 'sync', immediate: true })
  watch([hasList, () => group.wantsCustomers], showList)

  return { behind, hasList, chatId, externalUserId, subject, isWaiting, failing, showCurrent, showList }
}
