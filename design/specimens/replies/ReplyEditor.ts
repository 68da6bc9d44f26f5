import type { ReplyDraft } from '~/browser/replies/reply-draft'
import ReplyEditor from '~/components/replies/ReplyEditor.vue'
import { failureOf } from '~/browser/failure'
import { replies } from '../../fixtures'
import { specimen } from '../../specimen'

const draft: ReplyDraft = { reply: replies[0], text: replies[0]!.text, scope: 'own', saving: false }

export default specimen(ReplyEditor, {
  'a new one, by an admin': { isAdmin: true, props: { draft: { ...draft, reply: undefined, text: '' } } },
  'one there is': { props: { draft } },
  'saving': { props: { draft: { ...draft, saving: true } } },
  'failed': { props: { draft: { ...draft, failure: failureOf('store_unavailable') } } },
})
