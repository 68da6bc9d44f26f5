import type { CustomerGroup } from '#shared/types/group.ts'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { findMembers, listMembers, NO_MEMBER_FILTER } from '~/browser/search/group-members'
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

  const all = computed(() => {
    const { value: state } = group.state
    return state.status === 'ready' ? listMembers(state.data.members, mine.customers) : []
  })
  const members = computed(() => findMembers(all.value, filter.value))
  /** Whether customers in the group have no remark and picture yet, which the list of customers may have. */
  const wantsCustomers = computed(() => mine.customers.length < MOST_SEARCHED
    && all.value.some(({ kind, remark }) => kind === 'customer' && remark === undefined))

  const groupId = () => group.state.value.status === 'idle' ? undefined : group.state.value.id
  watch(groupId, () => filter.value = NO_MEMBER_FILTER, { flush: 'sync' })

  return { ...group, filter, members, wantsCustomers }
})
