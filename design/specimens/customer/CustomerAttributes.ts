import CustomerAttributes from '~/components/customer/CustomerAttributes.vue'
import { LONG, wecomProfile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerAttributes, {
  'text, web, mini program': { props: { attributes: wecomProfile.attributes } },
  'long': { props: { attributes: [{ kind: 'text', name: LONG, value: LONG }] } },
})
