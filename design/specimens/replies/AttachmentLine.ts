import AttachmentLine from '~/components/replies/AttachmentLine.vue'
import { attachedReplies } from '../../fixtures'
import { specimen } from '../../specimen'

const [picture, file, link, miniProgram] = attachedReplies.map(({ attachment }) => attachment)

export default specimen(AttachmentLine, {
  'a picture': { props: { attachment: picture! } },
  'a file with a long name': { props: { attachment: file! } },
  'a link': { props: { attachment: link! } },
  'a mini program': { props: { attachment: miniProgram! } },
})
