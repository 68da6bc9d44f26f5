import type { ReplyFile } from '#shared/types/quick-reply.ts'
import FileField from '~/components/replies/FileField.vue'
import { failureOf } from '~/browser/failure'
import { NO_FILE } from '~/browser/replies/attach-file'
import { attachedReplies } from '../../fixtures'
import { specimen } from '../../specimen'

const none = NO_FILE as ReplyFile
const upload = { file: new File([], '报价单 2026.pdf'), parts: 3, share: 0.37 }

export default specimen(FileField, {
  'none yet': { props: { file: none } },
  'on its way': { props: { file: none, upload } },
  'stopped': { props: { file: none, upload: { ...upload, failure: failureOf('offline') } } },
  'too large': { props: { file: none, upload: { ...upload, problem: 'too_large' } } },
  'there': { props: { file: attachedReplies[0]!.attachment as ReplyFile } },
})
