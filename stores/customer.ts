import type { CustomerProfile } from '#shared/types/customer'
import { createKeyedResource } from '~/composables/keyed-resource'

/** The customer on screen. */
export const useCustomerStore = defineStore('customer', () => {
  const api = useApi()
  /** What the server has said last, of whomever. */
  const latest = shallowRef<CustomerProfile>()
  const customer = createKeyedResource<CustomerProfile>(async (externalUserId, signal) => {
    const profile = await api.customer(externalUserId, signal)
    if (profile.externalUserId !== externalUserId) throw new ApiError(failureOf('internal'))
    latest.value = profile
    return profile
  })

  function put(externalUserId: string, profile: CustomerProfile): void {
    latest.value = profile
    customer.put(externalUserId, profile)
  }

  return { ...customer, put, latest }
})
