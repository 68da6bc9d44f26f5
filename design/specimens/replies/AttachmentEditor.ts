import AttachmentEditor from '~/components/replies/AttachmentEditor.vue'
import { NO_FILE } from '~/browser/replies/attach-file'
import { attachedReplies } from '../../fixtures'
import { specimen } from '../../specimen'

const [, , link] = attachedReplies
const draft = { ...link!, reply: link, saving: false }

export default specimen(AttachmentEditor, {
  'a new file': {
    props: { draft: { scope: 'own', text: '', attachment: NO_FILE, saving: false }, attachment: NO_FILE },
  },
  'a link there is': { props: { draft, attachment: draft.attachment } },
})
