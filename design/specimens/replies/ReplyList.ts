import ReplyList from '~/components/replies/ReplyList.vue'
import { replies } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(ReplyList, {
  'of a member': { props: { replies } },
  'of an admin, with the next one': { isAdmin: true, props: { replies, next: 'r1' } },
})
