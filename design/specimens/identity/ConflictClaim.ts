import ConflictClaim from '~/components/identity/ConflictClaim.vue'
import { conflict } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(ConflictClaim, {
  'of the customer': { within: 'ul', props: { claim: conflict.claims[0]!, isCurrent: true } },
  'of somebody else': { within: 'ul', props: { claim: conflict.claims[1]!, isCurrent: false } },
})
