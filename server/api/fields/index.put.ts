import * as v from 'valibot'
import { recordWith } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { newFields, seenFields } from '../../story/field-input.ts'

export default defineDoor({
  does: 'Defines the fields of customers, if they are still those that the admin saw. A new field has no id; the type '
    + 'of another one stays. What a field that is left out has said of customers is deleted.',
  who: 'member',
  adminOnly: true,
  limits: ['writes'],
  body: v.strictObject({ before: seenFields, after: newFields }),
  // Two lists of 20 fields with 20 choices.
  maxBytes: 128 * 1024,
  answer: 'DefinedFields',
  errors: ['edit_conflict'],
  asks: 'store',
}, async ({ event, body, services }) => ({
  fields: await recordWith(event, append => services.story.fields.define(body, (transaction, fields) =>
    append(transaction, 'define_fields', { details: { fields: fields.length } }))),
}))
