import RepliesBar from '~/components/replies/RepliesBar.vue'
import { specimen } from '../../specimen'

export default specimen(RepliesBar, {
  ready: { props: { canSend: true, sending: false } },
  sending: { props: { canSend: true, sending: true } },
  sent: { props: { canSend: true, sending: false, outcome: { text: '在的' } } },
})
