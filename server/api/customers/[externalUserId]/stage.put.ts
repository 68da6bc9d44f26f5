import * as v from 'valibot'
import { recordWith } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { stageId } from '../../../story/stage-input.ts'

export default defineDoor({
  does: 'Sets the stage of the customer, if it is still the one that the member saw; without `after`, none.',
  who: 'follower',
  limits: ['writes'],
  body: v.strictObject({ before: v.optional(stageId), after: v.optional(stageId) }),
  answer: 'CustomerStage',
  errors: ['edit_conflict'],
  asks: 'store',
}, ({ event, member, externalUserId, body, services }) =>
  recordWith(event, append => services.story.stages.set(member.userId, externalUserId, body, transaction =>
    append(transaction, 'set_stage', { subject: externalUserId, details: { stage: body.after ?? '' } }))))
