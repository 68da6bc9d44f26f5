import ReplyConflict from '~/components/replies/ReplyConflict.vue'
import { replies } from '../../fixtures'
import { specimen } from '../../specimen'

const draft = { ...replies[3]!, text: '周日上午十点到店看样方便吗？', reply: replies[3], saving: false }

export default specimen(ReplyConflict, {
  'of the company': { props: { draft, theirs: replies[3]! } },
  'of the member': { props: { draft: { ...draft, scope: 'own' }, theirs: replies[3]! } },
})
