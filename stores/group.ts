import type { CustomerGroup } from '#shared/types/group.ts'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { searchable } from '~/browser/search/text-search'
import { useApi } from '~/composables/useApi'

/** The customer group on the screen, and the search among its members. */
export const useGroupStore = defineStore('group', () => {
  const api = useApi()
  const group = createKeyedResource<CustomerGroup>((chatId, signal) => api.group(chatId, signal))
  const query = shallowRef('')

  const members = computed(() => {
    const { value: state } = group.state
    if (state.status !== 'ready') return []
    const wanted = searchable(query.value.trim())
    return state.data.members.filter(({ name, groupNickname, unionId }) =>
      searchable(name, groupNickname, unionId).includes(wanted))
  })

  const groupId = () => group.state.value.status === 'idle' ? undefined : group.state.value.id
  watch(groupId, () => query.value = '', { flush: 'sync' })

  return { ...group, query, members }
})
