import { describeOnEachDatabase } from '../../support/describe-on-each-database.ts'
import { describeHandOver } from './hand-over.contract.ts'
import { describeReminders } from './reminders.contract.ts'
import { describeSending } from './sending.contract.ts'

describeOnEachDatabase((name, place) => {
  describeReminders(name, place)
  describeHandOver(name, place)
  describeSending(name, place)
})
