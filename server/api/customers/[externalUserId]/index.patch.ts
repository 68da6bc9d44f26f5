import * as v from 'valibot'
import { EDIT_LIMITS } from '#shared/limits.ts'
import type { CustomerNotes } from '#shared/types/customer-edit.ts'
import { record } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'

/** WeCom counts characters, not UTF-16 units. */
const atMost = (limit: number) => v.optional(v.pipe(
  v.string(), v.check(text => [...text].length <= limit), v.description(`at most ${limit} characters`),
))
const mobile = v.pipe(v.string(), v.regex(/^[\d+\- ()]+$/), v.maxLength(EDIT_LIMITS.mobile))
const notes = v.strictObject({
  remark: atMost(EDIT_LIMITS.remark),
  description: atMost(EDIT_LIMITS.description),
  remarkCorpName: atMost(EDIT_LIMITS.remarkCorpName),
  mobiles: v.optional(v.pipe(v.array(mobile), v.maxLength(EDIT_LIMITS.mobiles))),
})
/** Values that the member saw may be longer than values that we write: WeCom's own clients have other limits. */
const seen = v.strictObject({
  remark: v.optional(v.string()),
  description: v.optional(v.string()),
  remarkCorpName: v.optional(v.string()),
  mobiles: v.optional(v.array(v.string())),
})
const edit = v.strictObject({ before: seen, after: notes })

export default defineDoor({
  does: 'Changes the member\'s notes about a customer: remark, description, company, phones.',
  who: 'follower',
  limits: ['writes'],
  body: v.pipe(
    edit,
    v.check(({ after }) => Object.keys(after).length > 0),
    v.description('`after` has at least one field'),
  ),
  answer: 'CustomerProfile',
  errors: ['edit_conflict'],
  asks: 'wecom',
}, async ({ event, member, externalUserId, body, services }) => {
  await services.customerEdits.changeNotes(member.userId, externalUserId, body)
  record(event, 'change_notes', { subject: externalUserId, details: { fields: Object.keys(body.after) } })
  services.story.noteNotes(member.userId, externalUserId, Object.keys(body.after) as (keyof CustomerNotes)[])
  return services.customers.profile(member.userId, externalUserId)
})
