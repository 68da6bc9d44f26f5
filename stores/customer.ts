import type { CustomerProfile } from '#shared/types/customer.ts'
import { DRAFT_FIELDS } from '#shared/types/draft.ts'
import { ApiError } from '~/browser/api/api-error'
import { passes, failureOf, type Failure } from '~/browser/failure'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useApi } from '~/composables/useApi'
import { useDrawnCustomer } from '~/composables/useDrawnCustomer'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useDraftsStore } from '~/stores/drafts'

/** The customer on screen. */
export const useCustomerStore = defineStore('customer', () => {
  const api = useApi()
  const unsaved = useUnsavedWork()
  const drafts = useDraftsStore()
  const drawn = useDrawnCustomer()
  // What was typed has to be looked for first.
  const known = drawn && !drafts.mayExist() ? drawn : undefined
  /** The last profile from the server, of any customer. */
  const latest = shallowRef(known)
  const customer = createKeyedResource<CustomerProfile>(async (externalUserId, signal, newest) => {
    const profile = await api.customer(externalUserId, signal, newest)
    if (profile.externalUserId !== externalUserId) throw new ApiError(failureOf('internal'))
    const looking = drafts.look(DRAFT_FIELDS.map(field => [{ externalUserId, field }, profile.drafts?.[field]]))
    if (looking) await looking
    latest.value = profile
    return profile
  }, stays, ({ ageSeconds = 0 }) => ageSeconds * 1_000, known && { id: known.externalUserId, data: known })

  /** Without a session the customer stays while there is unsaved work, so that it can be saved or copied. */
  function stays(failure: Failure): boolean {
    return passes(failure) || (failure.code === 'session_required' && unsaved.exists())
  }

  function put(externalUserId: string, profile: CustomerProfile): void {
    latest.value = profile
    customer.put(externalUserId, profile)
  }

  return { ...customer, put, latest }
})
