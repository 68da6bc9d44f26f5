import CustomerRow from '~/components/workbench/CustomerRow.vue'
import { customers } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerRow, {
  'of WeChat': { props: { customer: customers[0]! } },
  'of WeCom': { props: { customer: customers[1]! } },
  'found by company': { props: { customer: customers[0]!, parts: [{ in: 'company', value: '云栖科技' }] } },
  'long': { props: { customer: customers[2]! } },
})
