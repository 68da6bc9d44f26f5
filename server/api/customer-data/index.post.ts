import * as v from 'valibot'
import { CUSTOMERS_OF_CORP } from '#shared/api-scopes.ts'
import { recordWith } from '../../http/audit.ts'
import { newCustomerData } from '../../http/customer-data.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { requireAppOfKey } from '../../http/door/require-key.ts'
import { subjectOfReport } from '../../http/reported-event.ts'

const MAX_CUSTOMERS = 1_000
const MAX_VALUES = 5_000

export default defineDoor({
  does: 'Sets stages and own fields of customers, by their names; what is absent stays. Of two items about one person, '
    + 'the last counts. Repeated, it changes nothing.',
  who: { key: 'customer-data:write' },
  body: v.strictObject({
    customers: v.pipe(
      v.array(newCustomerData),
      v.minLength(1),
      v.maxLength(MAX_CUSTOMERS),
      v.check(customers => customers.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0) <= MAX_VALUES),
      v.check(customers =>
        new Set(customers.map(ids => JSON.stringify(subjectOfReport(ids)))).size === customers.length),
      v.description(`1 to ${MAX_CUSTOMERS}, each once, with at most ${MAX_VALUES} fields together`),
    ),
  }),
  maxBytes: 2 * 1024 * 1024,
  answer: 'ImportedCustomerData',
  errors: ['app_not_allowed'],
  asks: 'store',
}, ({ event, by, body: { customers }, services }) => {
  requireAppOfKey(event, CUSTOMERS_OF_CORP)
  return recordWith(event, append => services.story.customerData.write(
    customers.map(({ stage, fields, ...ids }) => ({ stage, fields, about: subjectOfReport(ids) })), by,
    transaction => append(transaction, 'write_customer_data', { details: { customers: customers.length } }),
  ))
})
