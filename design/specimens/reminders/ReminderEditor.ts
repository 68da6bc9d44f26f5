import type { ReminderDraft } from '~/browser/reminders/reminder-work'
import ReminderEditor from '~/components/reminders/ReminderEditor.vue'
import { failureOf } from '~/browser/failure'
import { FIRST_DUE } from '~/browser/reminders/due'
import { LONG } from '../../fixtures'
import { now } from '../../reminders'
import { specimen } from '../../specimen'

const draft: ReminderDraft = { text: '回电，确认报价', due: FIRST_DUE, saving: false }

export default specimen(ReminderEditor, {
  'empty': { props: { now, draft: { ...draft, text: '' } } },
  'own time': { props: { now, draft: { ...draft, due: { choice: 'own', own: '2026-12-24T15:00' } } } },
  'too long': { props: { now, draft: { ...draft, text: LONG.repeat(4) } } },
  'saving': { props: { now, draft: { ...draft, saving: true } } },
  'offline': { props: { now, draft: { ...draft, failure: failureOf('offline') } } },
  'full': { props: { now, draft: { ...draft, failure: failureOf('reminders_full') } } },
})
