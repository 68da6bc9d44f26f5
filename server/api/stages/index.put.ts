import * as v from 'valibot'
import { recordWith } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { newStages, seenStages } from '../../story/stage-input.ts'

export default defineDoor({
  does: 'Defines the stages of customers, if they are still those that the admin saw. A new stage has no id; customers '
    + 'in a stage that is left out are in none.',
  who: 'member',
  adminOnly: true,
  limits: ['writes'],
  body: v.strictObject({ before: seenStages, after: newStages }),
  answer: 'StageList',
  errors: ['edit_conflict'],
  asks: 'store',
}, async ({ event, body, services }) => ({
  stages: await recordWith(event, append => services.story.stages.define(body, (transaction, stages) =>
    append(transaction, 'define_stages', { details: { stages: stages.length } }))),
}))
