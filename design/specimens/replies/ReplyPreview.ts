import ReplyPreview from '~/components/replies/ReplyPreview.vue'
import { failureOf } from '~/browser/failure'
import { attachedReplies } from '../../fixtures'
import { specimen } from '../../specimen'

const [, file, link, miniProgram] = attachedReplies
const message = { text: '' }

export default specimen(ReplyPreview, {
  'a link': { props: { preview: { reply: link!, message }, sending: false } },
  'a mini program': { props: { preview: { reply: miniProgram!, message }, sending: false } },
  'a file on its way to WeCom': { props: { preview: { reply: file! }, sending: false } },
  'a file that did not arrive': {
    props: { preview: { reply: file!, failure: failureOf('wecom_unavailable') }, sending: false },
  },
})
