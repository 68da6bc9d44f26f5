import type { CustomerProfile } from '#shared/types/customer'
import { createKeyedResource } from '~/composables/keyed-resource'

/** The customer on screen. */
export const useCustomerStore = defineStore('customer', () => {
  const api = useApi()
  return createKeyedResource<CustomerProfile>(async (externalUserId, signal) => {
    const profile = await api.customer(externalUserId, signal)
    if (profile.externalUserId !== externalUserId) throw new ApiError(failureOf('internal'))
    return profile
  })
})
