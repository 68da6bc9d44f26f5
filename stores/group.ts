import type { CustomerGroup } from '#shared/types/group.ts'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { NO_MEMBER_FILTER } from '~/browser/search/group-members'
import { useApi } from '~/composables/useApi'
import { useMyCustomersStore } from '~/stores/my-customers'

/** The pictures are looked for among this many customers, so that a group costs WeCom ten calls at most. */
const MOST_SEARCHED = 1_000

/** The customer group on the screen, and the filter of its members. */
export const useGroupStore = defineStore('group', () => {
  const api = useApi()
  const mine = useMyCustomersStore()
  const group = createKeyedResource<CustomerGroup>((chatId, signal) => api.group(chatId, signal))
  const filter = shallowRef(NO_MEMBER_FILTER)

  /** Whether the list of customers may have the remark and picture of more people in the group. */
  const wantsCustomers = computed(() => {
    const { value: state } = group.state
    if (state.status !== 'ready' || mine.customers.length >= MOST_SEARCHED) return false
    const known = new Set(mine.customers.map(({ externalUserId }) => externalUserId))
    return state.data.members.some(({ id, kind }) => kind === 'customer' && !known.has(id))
  })

  const groupId = () => group.state.value.status === 'idle' ? undefined : group.state.value.id
  watch(groupId, () => filter.value = NO_MEMBER_FILTER, { flush: 'sync' })

  return { ...group, filter, wantsCustomers }
})
