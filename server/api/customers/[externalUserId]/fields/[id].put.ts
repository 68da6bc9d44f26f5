import * as v from 'valibot'
import { recordWith } from '../../../../http/audit.ts'
import { defineDoor } from '../../../../http/door/define-door.ts'
import { fieldId, fieldValue } from '../../../../story/field-input.ts'

export default defineDoor({
  does: 'Sets a field of the customer, if it is still the value that the member saw; without `after`, none.',
  who: 'follower',
  limits: ['writes'],
  params: { id: fieldId },
  body: v.strictObject({ before: v.optional(fieldValue), after: v.optional(fieldValue) }),
  answer: 'CustomerFields',
  errors: ['edit_conflict'],
  asks: 'store',
}, ({ event, member, externalUserId, params, body, services }) =>
  recordWith(event, append =>
    services.story.fields.set(member.userId, { externalUserId, fieldId: params.id }, body, transaction =>
      append(transaction, 'set_field', { subject: externalUserId, details: { field: params.id } }))))
