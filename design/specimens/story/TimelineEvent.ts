import TimelineEvent from '~/components/story/TimelineEvent.vue'
import { events, names } from '../../story'
import { specimen } from '../../specimen'

export default specimen(TimelineEvent, Object.fromEntries(events.map(entry =>
  [entry.action, { props: { entry, names } }])))
