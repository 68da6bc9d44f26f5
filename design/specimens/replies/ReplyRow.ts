import ReplyRow from '~/components/replies/ReplyRow.vue'
import { attachedReplies, replies, replyNames } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(ReplyRow, {
  'mine': { within: 'ul', props: { names: replyNames, reply: replies[0]!, editable: true, next: false } },
  'long': { within: 'ul', props: { names: replyNames, reply: replies[1]!, editable: true, next: false } },
  'with a title': { within: 'ul', props: { names: replyNames, reply: replies[3]!, editable: true, next: false } },
  'without a name': { within: 'ul', props: { names: {}, reply: replies[3]!, editable: true, next: false } },
  'a file': { within: 'ul', props: { names: replyNames, reply: attachedReplies[0]!, editable: true, next: false } },
  'the next one': { within: 'ul', props: { names: replyNames, reply: replies[2]!, editable: false, next: true } },
})
