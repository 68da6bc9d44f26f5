import type { ReplyDraft } from '~/browser/replies/reply-draft'
import ReplyDetails from '~/components/replies/ReplyDetails.vue'
import { specimen } from '../../specimen'

const draft: ReplyDraft = { scope: 'own', text: '', saving: false }

export default specimen(ReplyDetails, {
  'by a member': { props: { draft, folders: ['报价'] } },
  'by an admin': { isAdmin: true, props: { draft, folders: ['报价'] } },
})
