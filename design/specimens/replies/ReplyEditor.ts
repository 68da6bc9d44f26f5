import ReplyEditor from '~/components/replies/ReplyEditor.vue'
import { failureOf } from '~/composables/failure'
import type { ReplyDraft } from '~/composables/reply-draft'
import { replies } from '../../fixtures'
import { specimen } from '../../specimen'

const draft: ReplyDraft = { reply: replies[0], text: replies[0]!.text, scope: 'own', saving: false }

export default specimen(ReplyEditor, {
  'a new one, by an admin': { props: { draft: { ...draft, reply: undefined, text: '' }, isAdmin: true } },
  'one there is': { props: { draft, isAdmin: false } },
  'saving': { props: { draft: { ...draft, saving: true }, isAdmin: false } },
  'failed': { props: { draft: { ...draft, failure: failureOf('store_unavailable') }, isAdmin: false } },
})
