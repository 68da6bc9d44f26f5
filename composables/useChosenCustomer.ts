import type { ListPlace } from '~/browser/screen'

export interface UseChosenCustomerReturn {
  /** External userid of the customer that the member has picked from a list. */
  chosen: Readonly<Ref<string | undefined>>
  /** The place in the list to come back to; undefined while a picked customer is shown. */
  returnTo: Readonly<Ref<ListPlace | undefined>>
  pick: (externalUserId: string, isRecent: boolean) => void
  /** Shows the list again, at its place. */
  unpick: () => void
  /** Forgets the place, too. */
  forget: () => void
}

/** The customer that is shown in place of the list it was picked from. */
export function useChosenCustomer(): UseChosenCustomerReturn {
  const chosen = shallowRef<string>()
  const place = shallowRef<ListPlace>()
  return {
    chosen: readonly(chosen),
    returnTo: computed(() => chosen.value ? undefined : place.value),
    pick(externalUserId, isRecent) {
      place.value = { externalUserId, top: scrollY, isRecent }
      chosen.value = externalUserId
    },
    unpick: () => void (chosen.value = undefined),
    forget: () => void (chosen.value = place.value = undefined),
  }
}
