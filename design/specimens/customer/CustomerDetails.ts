import { ALL_OPEN } from '#shared/types/sections.ts'
import CustomerDetails from '~/components/customer/CustomerDetails.vue'
import { edits, profile, wecomProfile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerDetails, {
  'all open': { props: { profile: wecomProfile, edits, sections: ALL_OPEN } },
  'all folded': {
    props: { profile, edits, sections: { ...ALL_OPEN, notes: false, attributes: false, origin: false, ids: false } },
  },
})
