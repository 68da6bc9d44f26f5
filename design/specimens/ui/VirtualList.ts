import { h } from 'vue'
import type { CustomerSummary } from '#shared/types/customer.ts'
import VirtualList from '~/components/ui/VirtualList.vue'
import { customers } from '../../fixtures'
import { specimen } from '../../specimen'

const keyOf = (customer: CustomerSummary) => customer.externalUserId

export default specimen(VirtualList, {
  rows: { props: { items: customers, keyOf }, slots: { default: () => h('p', { style: 'padding: 16px' }, '云栖花园') } },
})
