import LatestNotes from '~/components/story/LatestNotes.vue'
import { failureOf } from '~/browser/failure'
import { emptyTimeline, me, names, timeline } from '../../story'
import { specimen } from '../../specimen'

const props = { names, me, work: {} }

export default specimen(LatestNotes, {
  'loading': { props: { ...props, state: { status: 'loading', id: 'wm' } } },
  'none': { props: { ...props, state: emptyTimeline } },
  'three': { props: { ...props, state: timeline } },
  'writing': {
    props: { ...props, state: timeline, work: { draft: { text: '周五', visibility: 'me', saving: false } } },
  },
  'left unsaved': { props: { ...props, state: timeline, work: { kept: { text: '周五回电', visibility: 'followers' } } } },
  'failed': { props: { ...props, state: { status: 'failed', id: 'wm', failure: failureOf('store_unavailable') } } },
})
