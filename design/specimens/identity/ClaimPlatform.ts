import ClaimPlatform from '~/components/identity/ClaimPlatform.vue'
import { conflict } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(ClaimPlatform, {
  'another': { props: { claim: conflict.claims[1]! } },
  'the usual one': { props: { claim: conflict.claims[0]! } },
})
