import * as v from 'valibot'
import type { UnionId } from '#shared/types/identity.ts'
import { recordSystemAccess } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { openPlatform, wecomId } from '../../http/ids.ts'
import type { LookUpResult } from '../../identity/identity-api.ts'

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
  body: v.pipe(lookUp, v.check(({ unionIds, externalUserIds, openIds }) =>
    [unionIds, externalUserIds, ...Object.values(openIds)].flat().length <= MAX_IDS)),
  // A thousand ids of 64 characters.
  maxBytes: 256 * 1024,
  answer: 'LookUpResult',
  errors: ['app_not_allowed'],
  asks: 'store',
}, async ({ event, body, services }) => {
  const found = await services.identityApi(event.context.apiKeyApps).lookUp(body)
  recordSystemAccess(event, 'look_up_identities', unionIdsOf(found))
  return found
})

/** The people in an answer, each once. */
function unionIdsOf({ unionIds, externalUserIds, openIds }: LookUpResult): string[] {
  const all = [...unionIds, ...externalUserIds, ...Object.values(openIds).flat()]
  const people = all.filter(found => found !== null)
    .flatMap<UnionId>(found => 'person' in found ? [found.person] : found.conflict.claims)
  return [...new Set(people.map(({ unionId }) => unionId))]
}
