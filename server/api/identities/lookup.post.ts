import * as v from 'valibot'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { openPlatform, wecomId } from '../../http/ids.ts'

const MAX_IDS = 1_000
const ids = v.optional(v.array(wecomId), [])
const lookUp = v.strictObject({
  openPlatform,
  unionIds: ids,
  externalUserIds: ids,
  openIds: v.optional(v.record(wecomId, v.array(wecomId)), {}),
})

export default defineDoor({
  does: 'Finds the people of up to 1,000 ids of any kind.',
  who: { key: 'identities:read' },
  body: v.pipe(
    lookUp,
    v.check(({ unionIds, externalUserIds, openIds }) =>
      [unionIds, externalUserIds, ...Object.values(openIds)].flat().length <= MAX_IDS),
    v.description(`at most ${MAX_IDS} ids in all lists together`),
  ),
  // A thousand ids of 64 characters.
  maxBytes: 256 * 1024,
  answer: 'LookUpResult',
  errors: ['app_not_allowed'],
  asks: 'store',
}, async ({ event, body, services }) => {
  const found = await services.identityApi(event.context.apiKeyApps).lookUp(body)
  const ids = [body.unionIds, body.externalUserIds, ...Object.values(body.openIds)].flat()
  record(event, 'look_up_identities', ...ids.map(subject => ({ subject })))
  return found
})
