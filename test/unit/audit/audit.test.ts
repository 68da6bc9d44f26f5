import { describeOnEachDatabase } from '../../support/describe-on-each-database.ts'
import { describeAuditChain } from './chain.contract.ts'
import { describeAuditLog } from './audit-log.contract.ts'

describeOnEachDatabase((name, place) => {
  describeAuditChain(name, place)
  describeAuditLog(name, place)
})
