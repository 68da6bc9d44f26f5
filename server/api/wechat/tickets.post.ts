import * as v from 'valibot'
import { linkInAudit } from '../../http/audit-sign-in.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { requireAppOfKey } from '../../http/door/require-key.ts'
import { wecomId } from '../../http/ids.ts'

export default defineDoor({
  does: 'Redeems the ticket that `/auth/wechat/callback` has given to a page: once, within a minute.',
  who: { key: 'identities:link' },
  body: v.strictObject({ appId: wecomId, ticket: v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/)) }),
  answer: 'WechatSignIn',
  errors: ['app_not_allowed', 'unknown_app', 'wechat_ticket_invalid'],
  asks: 'store',
}, ({ event, body: { appId, ticket }, services }) => {
  requireAppOfKey(event, appId)
  return services.wechatSignIns.withTicket(appId, ticket, linkInAudit(event, appId))
})
