import type { ReplyDraft } from '~/browser/replies/reply-draft'
import ReplyEditor from '~/components/replies/ReplyEditor.vue'
import { failureOf } from '~/browser/failure'
import { attachedReplies, replies, replyNames } from '../../fixtures'
import { specimen } from '../../specimen'

const draft: ReplyDraft = { reply: replies[0], text: replies[0]!.text, scope: 'own', saving: false }
const filling = { names: replyNames, folders: ['邀约', '报价'] }

export default specimen(ReplyEditor, {
  'a new one, by an admin': { isAdmin: true, props: { ...filling, draft: { ...draft, reply: undefined, text: '' } } },
  'one there is': { props: { ...filling, draft } },
  'with variables': { props: { ...filling, draft: { ...replies[3]!, reply: replies[3], saving: false } } },
  'a link': { props: { ...filling, draft: { ...attachedReplies[2]!, reply: attachedReplies[2], saving: false } } },
  'saving': { props: { ...filling, draft: { ...draft, saving: true } } },
  'failed': { props: { ...filling, draft: { ...draft, failure: failureOf('store_unavailable') } } },
})
