import NobodyElsewhere from '~/components/identity/NobodyElsewhere.vue'
import { specimen } from '../../specimen'

export default specimen(NobodyElsewhere, {
  'yet': { props: { hasUnionId: true } },
  'for an admin': { isAdmin: true, props: { hasUnionId: true } },
  'without a unionid': { props: { hasUnionId: false } },
})
