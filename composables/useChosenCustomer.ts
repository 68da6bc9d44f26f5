import { refAutoReset } from '@vueuse/core'
import type { ListPlace } from '~/browser/screen'
import { useWideWindow } from '~/composables/useWideWindow'

export interface UseChosenCustomerReturn {
  /** Whether the window has room for a list and a customer. */
  isWide: Readonly<Ref<boolean>>
  /** External userid of the customer that the member has picked from a list. */
  chosen: Readonly<Ref<string | undefined>>
  /** The place in the list to come back to; undefined while a picked customer is shown. */
  returnTo: Readonly<Ref<ListPlace | undefined>>
  /** Whether the member has gone from a chat to the list of all customers. */
  hasLeftChat: Readonly<Ref<boolean>>
  leaveChat: () => void
  returnToChat: () => void
  /** Whether the member has just left something unsaved, for eight seconds. */
  hasLeft: Ref<boolean>
  pick: (externalUserId: string, isRecent: boolean) => void
  /** Shows the list again, at its place; a list that was in view beside the customer stays where it is. */
  unpick: () => void
  /** Forgets the place, too, and that the member has left the chat. */
  forget: () => void
}

/**
 * The customer that is shown in place of the list it was picked from, or beside it.
 *
 * @param isUnsaved whether the customer on the screen has unsaved changes
 */
export function useChosenCustomer(isUnsaved: () => boolean): UseChosenCustomerReturn {
  const isWide = useWideWindow()
  const chosen = shallowRef<string>()
  const place = shallowRef<ListPlace>()
  const hasLeftChat = shallowRef(false)
  const hasLeft = refAutoReset(false, 8_000)

  function forget(): void {
    chosen.value = place.value = undefined
    hasLeftChat.value = false
  }

  return {
    isWide,
    chosen: readonly(chosen),
    returnTo: computed(() => chosen.value ? undefined : place.value),
    hasLeftChat: readonly(hasLeftChat),
    leaveChat() {
      hasLeft.value = isUnsaved()
      place.value = undefined
      hasLeftChat.value = true
    },
    returnToChat: forget,
    hasLeft,
    pick(externalUserId, isRecent) {
      hasLeft.value = !!chosen.value && isUnsaved()
      place.value = { externalUserId, top: scrollY, isRecent }
      chosen.value = externalUserId
    },
    unpick() {
      hasLeft.value = isUnsaved()
      if (place.value && isWide.value) place.value = { ...place.value, top: scrollY }
      chosen.value = undefined
    },
    forget,
  }
}
