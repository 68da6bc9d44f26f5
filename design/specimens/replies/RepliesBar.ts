import RepliesBar from '~/components/replies/RepliesBar.vue'
import { specimen } from '../../specimen'

export default specimen(RepliesBar, {
  ready: { props: { canSend: true, isAdmin: false, sending: false } },
  sending: { props: { canSend: true, isAdmin: false, sending: true } },
  sent: { props: { canSend: true, isAdmin: false, sending: false, outcome: { text: '在的' } } },
})
