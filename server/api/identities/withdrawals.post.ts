import * as v from 'valibot'
import { recordSystemAccess } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { identityAccount, openPlatform, wecomId } from '../../http/ids.ts'

export default defineDoor({
  does: 'Declares one link wrong; overrides every source.',
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
  await services.identityApi(event.context.apiKeyApps).withdraw(account, unionId, by)
  recordSystemAccess(event, 'withdraw_identity', [unionId.unionId])
})
