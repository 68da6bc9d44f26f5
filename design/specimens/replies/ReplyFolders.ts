import ReplyFolders from '~/components/replies/ReplyFolders.vue'
import { specimen } from '../../specimen'

export default specimen(ReplyFolders, {
  'all': { props: { folders: ['报价', '邀约'], modelValue: '' } },
  'one chosen': { props: { folders: ['报价', '邀约', '售后', 'After sales'], modelValue: '邀约' } },
})
