import type { CustomerProfile } from '#shared/types/customer.ts'
import { ApiError } from '~/browser/api/api-error'
import { passes, failureOf, type Failure } from '~/browser/failure'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useApi } from '~/composables/useApi'
import { useUnsavedWork } from '~/composables/useUnsavedWork'

/** The customer on screen. */
export const useCustomerStore = defineStore('customer', () => {
  const api = useApi()
  const unsaved = useUnsavedWork()
  /** What the server has said last, of whomever. */
  const latest = shallowRef<CustomerProfile>()
  const customer = createKeyedResource<CustomerProfile>(async (externalUserId, signal) => {
    const profile = await api.customer(externalUserId, signal)
    if (profile.externalUserId !== externalUserId) throw new ApiError(failureOf('internal'))
    latest.value = profile
    return profile
  }, stays)

  /** What the member is typing about the customer must not go before it can be saved, or at least copied. */
  function stays(failure: Failure): boolean {
    return passes(failure) || (failure.code === 'session_required' && unsaved.exists())
  }

  function put(externalUserId: string, profile: CustomerProfile): void {
    latest.value = profile
    customer.put(externalUserId, profile)
  }

  return { ...customer, put, latest }
})
