import type { CustomerGroup } from '#shared/types/group'
import { createKeyedResource } from '~/composables/keyed-resource'

/** The customer group on screen. */
export const useGroupStore = defineStore('group', () => {
  const api = useApi()
  return createKeyedResource<CustomerGroup>((chatId, signal) => api.group(chatId, signal))
})
