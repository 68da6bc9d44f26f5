import * as v from 'valibot'
import { recordWith } from '../../../../http/audit.ts'
import { defineDoor } from '../../../../http/door/define-door.ts'
import { identityAccount, openPlatformName, wecomId } from '../../../../http/ids.ts'

export default defineDoor({
  does: 'An admin decides which person a disputed account belongs to.',
  who: 'follower',
  limits: ['writes'],
  adminOnly: true,
  body: v.strictObject({ account: identityAccount, openPlatform: openPlatformName, unionId: wecomId }),
  answer: 'CustomerIdentities',
  errors: ['edit_conflict', 'store_unavailable', 'database_config'],
  asks: 'wecom',
}, async ({ event, member, externalUserId, body, services }) => {
  const { account: { scope: app, id: account }, unionId: person } = body
  const about = { subject: externalUserId, details: { app }, ids: { account, person } }
  await recordWith(event, append => services.customerGraph.resolve(externalUserId, body, member.userId,
    transaction => append(transaction, 'resolve_identity', about)))
  return services.customerGraph.find(externalUserId)
})
