import { describeOnEachDatabase } from '../../support/describe-on-each-database.ts'
import { describeQuickReplies } from './quick-replies.contract.ts'

describeOnEachDatabase(describeQuickReplies)
