import ReplyList from '~/components/replies/ReplyList.vue'
import { replies } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(ReplyList, {
  'of a member': { props: { replies, isAdmin: false } },
  'of an admin, with the next one': { props: { replies, isAdmin: true, next: 'r1' } },
})
