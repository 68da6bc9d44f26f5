import * as v from 'valibot'
import { record } from '../../../http/audit.ts'
import { besideCustomer } from '../../../http/customer-beside.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { drawCustomer } from '../../../http/draw-customer.ts'

export default defineDoor({
  does: 'The profile of a customer, unionid included, and what the member has typed about it and not saved.',
  who: 'follower',
  query: {
    newest: v.optional(v.picklist(['1'])), beside: v.optional(v.picklist(['1'])), drawn: v.optional(v.picklist(['1'])),
  },
  answer: 'CustomerProfile',
  asks: 'wecom',
}, async ({ event, member, externalUserId, query, services }) => {
  const [profile, drafts, beside] = await Promise.all([
    services.customers.profile(member.userId, externalUserId, { newest: query.newest === '1' }),
    services.drafts.of(member.userId, externalUserId),
    query.beside && besideCustomer(event, member, externalUserId),
  ])
  record(event, 'view_customer', { subject: externalUserId })
  const drawn = query.drawn && !drafts ? await drawCustomer(event, member, profile) : undefined
  return { ...profile, drafts, beside: beside || undefined, drawn }
})
