import RemindersSkeleton from '~/components/reminders/RemindersSkeleton.vue'
import { specimen } from '../../specimen'

export default specimen(RemindersSkeleton, { loading: { within: 'main', props: {} } })
