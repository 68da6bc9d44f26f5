import type { ReplyCard } from '#shared/types/quick-reply.ts'
import CardForm from '~/components/replies/CardForm.vue'
import { attachedReplies } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CardForm, {
  'a new link': { props: { card: { type: 'link', title: '', url: '' } } },
  'a link': { props: { card: attachedReplies[2]!.attachment as ReplyCard } },
  'a mini program': { props: { card: attachedReplies[3]!.attachment as ReplyCard } },
})
