import * as v from 'valibot'
import { record } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'

const MAX_TAGS = 100
const ids = v.pipe(v.array(wecomId), v.maxLength(MAX_TAGS))

export default defineDoor({
  does: 'Adds tags to a customer and removes tags.',
  who: 'follower',
  limits: ['writes'],
  body: v.pipe(
    v.strictObject({ add: ids, remove: ids }),
    v.check(({ add, remove }) => add.length + remove.length > 0),
    v.description('at least one id in both lists together'),
  ),
  answer: 'CustomerProfile',
  asks: 'wecom',
}, async ({ event, member, externalUserId, body, services }) => {
  await services.customerEdits.changeTags(member.userId, externalUserId, body)
  record(event, 'change_tags', { subject: externalUserId, details: { added: body.add, removed: body.remove } })
  services.story.noteTags(member.userId, externalUserId)
  return services.customers.profile(member.userId, externalUserId)
})
