import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The member\'s own customers, a page at a time.',
  who: 'member',
  limits: ['listPages'],
  query: { cursor: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,2048}$/))) },
  answer: 'CustomerPage',
  asks: 'wecom',
}, ({ member, query, services }) => services.customers.list(member.userId, query.cursor))
