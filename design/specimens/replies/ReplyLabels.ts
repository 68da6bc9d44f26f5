import ReplyLabels from '~/components/replies/ReplyLabels.vue'
import { specimen } from '../../specimen'

export default specimen(ReplyLabels, {
  'empty': { props: { draft: {}, folders: ['报价', '邀约'] } },
  'filled in': { props: { draft: { title: '到店邀约', folder: '邀约' }, folders: ['报价', '邀约'] } },
})
