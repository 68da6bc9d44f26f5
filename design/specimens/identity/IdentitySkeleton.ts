import IdentitySkeleton from '~/components/identity/IdentitySkeleton.vue'
import { specimen } from '../../specimen'

export default specimen(IdentitySkeleton, {
  outline: { props: {} },
})
