import TimelineDialog from '~/components/story/TimelineDialog.vue'
import { failureOf } from '~/browser/failure'
import { emptyTimeline, me, names, timeline } from '../../story'
import { specimen } from '../../specimen'

const props = { names, me, work: {}, more: { busy: false }, versions: { status: 'idle' as const } }

export default specimen(TimelineDialog, {
  'entries': { modal: true, props: { ...props, state: timeline } },
  'of one kind, none': { modal: true, props: { ...props, kind: 'event', state: emptyTimeline } },
  'loading': { modal: true, props: { ...props, state: { status: 'loading', id: 'wm' } } },
  'failed': {
    modal: true, props: { ...props, state: { status: 'failed', id: 'wm', failure: failureOf('store_unavailable') } },
  },
  'next page failed': {
    modal: true, props: { ...props, state: timeline, more: { busy: false, failure: failureOf('offline') } },
  },
})
