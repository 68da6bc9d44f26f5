import CustomerDetails from '~/components/customer/CustomerDetails.vue'
import { edits, profile, wecomProfile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerDetails, {
  'all open': { props: { profile: wecomProfile, edits, sections: {} } },
  'all folded': {
    props: { profile, edits, sections: { notes: false, attributes: false, origin: false, ids: false } },
  },
})
