import { describeOnEachDatabase } from '../../support/describe-on-each-database.ts'
import { describeCustomerData } from './customer-data.contract.ts'
import { describeEvents } from './events.contract.ts'
import { describeFields } from './fields.contract.ts'
import { describeNotes } from './notes.contract.ts'
import { describePerson } from './person.contract.ts'
import { describeStages } from './stages.contract.ts'
import { describeTimeline } from './timeline.contract.ts'

describeOnEachDatabase((name, place) => {
  describeTimeline(name, place)
  describeEvents(name, place)
  describeNotes(name, place)
  describeStages(name, place)
  describeFields(name, place)
  describeCustomerData(name, place)
  // Fewer runs on PostgreSQL: the statements are the same, and each is a round trip.
  describePerson(name, place, name === 'SQLite' ? 100 : 20)
})
