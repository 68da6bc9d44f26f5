import CustomerRow from '~/components/workbench/CustomerRow.vue'
import { customers } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerRow, {
  'of WeChat': { props: { customer: customers[0]! } },
  'of WeCom': { props: { customer: customers[1]! } },
  'found by company': { props: { customer: customers[0]!, parts: [{ in: 'company', value: '云栖科技' }] } },
  'last contact': { props: { customer: customers[0]!, contact: '2026-03-01T08:00:00Z' } },
  'no contact': { props: { customer: customers[1]!, contact: null } },
  'long': { props: { customer: customers[2]! } },
})
