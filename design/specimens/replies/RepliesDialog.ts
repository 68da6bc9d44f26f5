import RepliesDialog from '~/components/replies/RepliesDialog.vue'
import { failureOf } from '~/browser/failure'
import { attachedReplies, replies, replyNames } from '../../fixtures'
import { specimen } from '../../specimen'

const dialog = { found: [], saved: false, sending: false, query: '', folder: '', names: replyNames, folders: ['邀约'] }
const ready = { status: 'ready', id: 'replies', data: replies, loadedAt: 0 } as const

export default specimen(RepliesDialog, {
  'replies': { modal: true, props: { ...dialog, state: ready, found: replies } },
  'a file or card': {
    modal: true,
    props: {
      ...dialog, state: ready, found: replies, preview: { reply: attachedReplies[2]!, message: { text: '' } },
    },
  },
  'kept': {
    modal: true, props: { ...dialog, state: ready, found: replies, kept: { scope: 'own', text: '明天我会带着效果图上门，' } },
  },
  'none found': { modal: true, props: { ...dialog, state: ready, query: '没有这句' } },
  'none yet': { modal: true, props: { ...dialog, state: { ...ready, data: [] }, folders: [] } },
  'loading': { modal: true, props: { ...dialog, state: { status: 'loading', id: 'replies' } } },
  'failed': {
    modal: true,
    props: { ...dialog, state: { status: 'failed', id: 'replies', failure: failureOf('store_unavailable') } },
  },
})
