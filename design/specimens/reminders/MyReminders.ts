import MyReminders from '~/components/reminders/MyReminders.vue'
import { failureOf } from '~/browser/failure'
import { LONG } from '../../fixtures'
import { reminders } from '../../reminders'
import { specimen } from '../../specimen'

const ready = { status: 'ready', id: 'mine', loadedAt: 0 } as const
const props = { work: {}, names: new Map([['wm', LONG]]) }

export default specimen(MyReminders, {
  some: { within: 'main', props: { ...props, state: { ...ready, data: reminders } } },
  none: { within: 'main', props: { ...props, state: { ...ready, data: [] } } },
  done: {
    within: 'main',
    props: { ...props, state: { ...ready, data: [] }, work: { undo: { kind: 'done', reminder: reminders[0]! } } },
  },
  loading: { within: 'main', props: { ...props, state: { status: 'loading', id: 'mine' } } },
  failed: {
    within: 'main',
    props: { ...props, state: { status: 'failed', id: 'mine', failure: failureOf('store_unavailable') }, retryIn: 7 },
  },
})
