import ClientButtons from '~/components/customer/ClientButtons.vue'
import { specimen } from '../../specimen'

export default specimen(ClientButtons, {
  'desktop': { props: { canOpen: true } },
  'phone': { props: { canOpen: true, canAdd: true } },
  'ordinary browser': { props: {} },
})
