import ReplyRow from '~/components/replies/ReplyRow.vue'
import { replies } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(ReplyRow, {
  'mine': { within: 'ul', props: { reply: replies[0]!, editable: true, next: false } },
  'long': { within: 'ul', props: { reply: replies[1]!, editable: true, next: false } },
  'the next one': { within: 'ul', props: { reply: replies[2]!, editable: false, next: true } },
})
