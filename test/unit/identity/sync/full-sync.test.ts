import { describeOnEachDatabase } from '../../../support/describe-on-each-database.ts'
import { describeFullSync } from './full-sync.contract.ts'

describeOnEachDatabase(describeFullSync)
