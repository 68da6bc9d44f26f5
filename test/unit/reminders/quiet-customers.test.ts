import { describeOnEachDatabase } from '../../support/describe-on-each-database.ts'
import { describeQuietCustomers } from './quiet-customers.contract.ts'

describeOnEachDatabase(describeQuietCustomers)
