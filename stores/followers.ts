import type { Colleague } from '#shared/types/customer.ts'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { useApi } from '~/composables/useApi'

/** The colleagues to ask about a person who is not the member's customer. Each question is recorded in the audit. */
export const useFollowersStore = defineStore('followers', () => {
  const { state, show } = createKeyedResource<Colleague[]>(useApi().followers)
  return { state, ask: show }
})
