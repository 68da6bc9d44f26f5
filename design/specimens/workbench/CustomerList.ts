import CustomerList from '~/components/workbench/CustomerList.vue'
import { customers } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerList, {
  three: { props: { customers, foundParts: new Map() } },
})
