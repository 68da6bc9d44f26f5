import { describeOnEachDatabase } from '../../support/describe-on-each-database.ts'
import { describeReplyFiles } from './reply-files.contract.ts'

describeOnEachDatabase(describeReplyFiles)
