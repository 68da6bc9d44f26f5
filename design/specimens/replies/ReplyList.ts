import ReplyList from '~/components/replies/ReplyList.vue'
import { replies, replyNames } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(ReplyList, {
  'of a member': { props: { replies, names: replyNames, folders: [] } },
  'of an admin, with the next one': { isAdmin: true, props: { replies, names: replyNames, folders: [], next: 'r1' } },
})
