import * as v from 'valibot'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The member\'s own customers, a page at a time.',
  who: 'member',
  limits: ['listPages'],
  query: { cursor: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,2048}$/))) },
  answer: 'CustomerPage',
  asks: 'wecom',
}, async ({ event, member, query, services }) => {
  const page = await services.customers.list(member.userId, query.cursor)
  const details = { page: query.cursor === undefined ? 'first' : 'next', customers: page.customers.length }
  record(event, 'list_customers', { details })
  return page
})
