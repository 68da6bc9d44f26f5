import ReminderGroup from '~/components/reminders/ReminderGroup.vue'
import { now, reminders } from '../../reminders'
import { specimen } from '../../specimen'

const many = Array.from({ length: 7 }, (_, at) => ({ ...reminders[0]!, id: String(at) }))
const props = { title: '已逾期', now, names: new Map([['wm', '张伟 滨江花园']]) }

export default specimen(ReminderGroup, {
  few: { within: 'main', props: { ...props, reminders: reminders.slice(0, 2) } },
  many: { within: 'main', props: { ...props, reminders: many } },
  folded: { within: 'main', props: { ...props, reminders, folded: true } },
})
