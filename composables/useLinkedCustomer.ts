import type { WecomState } from '~/browser/bridge/state'

/** An external_userid; the server decides whether the member may see the customer. */
const FORM = /^[\w-]{1,64}$/

/**
 * Opens the customer that the address names, as the card of a reminder does. Once, when the page knows that it is not
 * beside a chat.
 *
 * @param state where the page stands in WeCom
 * @param open shows the customer
 */
export function useLinkedCustomer(state: Readonly<Ref<WecomState>>, open: (externalUserId: string) => void): void {
  let linked = useRequestURL().searchParams.get('customer') ?? ''

  function openOnce(): void {
    const { status } = state.value
    if (!FORM.test(linked) || (status !== 'workbench' && status !== 'outside')) return
    const externalUserId = linked
    linked = ''
    open(externalUserId)
  }

  // Not before: the screen must match the server's HTML.
  onMounted(openOnce)
  watch(state, openOnce, { flush: 'sync' })
}
