import * as v from 'valibot'
import { recordWith } from '../../http/audit.ts'
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
  const about = { subject: unionId.unionId, details: { app: account.scope }, ids: { account: account.id } }
  await recordWith(event, append => services.identityApi(event.context.apiKeyApps).withdraw(account, unionId, by,
    transaction => append(transaction, 'withdraw_identity', about)))
})
