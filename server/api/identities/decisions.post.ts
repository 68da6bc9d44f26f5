import * as v from 'valibot'
import { recordSystemAccess } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { identityAccount, openPlatform, wecomId } from '../../http/ids.ts'

export default defineDoor({
  does: 'Decides which person an account belongs to; overrides every source and every earlier decision.',
  who: { key: 'identities:decide' },
  body: v.strictObject({
    account: identityAccount,
    openPlatform,
    unionId: wecomId,
  }),
  answer: 'nothing',
  errors: ['app_not_allowed', 'edit_conflict'],
  asks: 'store',
}, async ({ event, by, body: { account, ...unionId }, services }) => {
  await services.identityApi(event.context.apiKeyApps).keep(account, unionId, by)
  recordSystemAccess(event, 'keep_identity', [unionId.unionId])
})
