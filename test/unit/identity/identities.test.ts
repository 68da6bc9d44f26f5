import { describeOnEachDatabase } from '../../support/describe-on-each-database.ts'
import { describeChanges } from './changes.contract.ts'
import { describeIdentities } from './identities.contract.ts'

describeOnEachDatabase((name, place) => {
  // Fewer runs on PostgreSQL: the statements are the same, and each is a round trip.
  describeIdentities(name, place, name === 'SQLite' ? 200 : 40)
  describeChanges(name, place)
})
