import type { WecomState } from '~/browser/bridge/state'
import type { ListPlace } from '~/browser/screen'
import { useLinkedCustomer } from './useLinkedCustomer'

export interface UseChosenCustomerReturn {
  /** External userid of the customer that the member has picked from a list. */
  chosen: Readonly<Ref<string | undefined>>
  /** The place in the list to come back to; undefined while a picked customer is shown. */
  returnTo: Readonly<Ref<ListPlace | undefined>>
  pick: (externalUserId: string, isRecent: boolean) => void
  /** Shows the list again, at its place. */
  unpick: () => void
}

/**
 * The customer that is shown in place of the list it was picked from; at first the one that the address names.
 *
 * @param state where the page stands in WeCom; elsewhere, nothing is chosen
 */
export function useChosenCustomer(state: Readonly<Ref<WecomState>>): UseChosenCustomerReturn {
  const chosen = shallowRef<string>()
  const place = shallowRef<ListPlace>()

  function pick(externalUserId: string, isRecent: boolean): void {
    place.value = { externalUserId, top: scrollY, isRecent }
    chosen.value = externalUserId
  }

  watch(state, () => void (chosen.value = place.value = undefined), { flush: 'sync' })
  useLinkedCustomer(state, externalUserId => pick(externalUserId, false))
  return {
    chosen: readonly(chosen),
    returnTo: computed(() => chosen.value ? undefined : place.value),
    pick,
    unpick: () => void (chosen.value = undefined),
  }
}
