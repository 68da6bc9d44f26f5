import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'What is known of the member\'s own customers, to filter and sort them: stages, fields, the last contact.',
  who: 'member',
  limits: ['listPages'],
  answer: 'OwnValues',
  errors: ['store_unavailable'],
  asks: 'wecom',
}, async ({ event, member, services }) => {
  const values = await services.ownValues(member.userId)
  record(event, 'list_customers', { details: { page: 'values', customers: Object.keys(values.customers).length } })
  return values
})
