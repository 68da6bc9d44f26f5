import CustomerHeader from '~/components/customer/CustomerHeader.vue'
import { LONG, profile, wecomProfile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerHeader, {
  'of WeChat': { props: { profile } },
  'of WeCom': { props: { profile: wecomProfile } },
  'long': { props: { profile: { ...wecomProfile, name: LONG, corpFullName: LONG, position: LONG } } },
})
