import { describeOnEachDatabase } from '../../support/describe-on-each-database.ts'
import { describeJoinedGroups } from './joined-groups.contract.ts'

describeOnEachDatabase(describeJoinedGroups)
