import SnoozeForm from '~/components/reminders/SnoozeForm.vue'
import { now } from '../../reminders'
import { specimen } from '../../specimen'

export default specimen(SnoozeForm, { open: { props: { now } } })
