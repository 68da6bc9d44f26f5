import NobodyElsewhere from '~/components/identity/NobodyElsewhere.vue'
import { specimen } from '../../specimen'

export default specimen(NobodyElsewhere, {
  'yet': { props: { hasUnionId: true, isAdmin: false } },
  'for an admin': { props: { hasUnionId: true, isAdmin: true } },
  'without a unionid': { props: { hasUnionId: false, isAdmin: false } },
})
