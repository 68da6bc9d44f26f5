import * as v from 'valibot'
import { linkInAudit } from '../../http/audit-sign-in.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { requireAppOfKey } from '../../http/door/require-key.ts'
import { signInCode, wecomId } from '../../http/ids.ts'

export default defineDoor({
  does: 'Signs a person in with a code of a website, of a mobile app or of a page of an official account.',
  who: { key: 'identities:link' },
  body: v.strictObject({ appId: wecomId, code: signInCode }),
  answer: 'WechatSignIn',
  errors: ['app_not_allowed', 'unknown_app', 'wechat_code_invalid', 'wechat_code_used'],
  asks: 'wechat',
}, ({ event, body: { appId, code }, services }) => {
  requireAppOfKey(event, appId)
  return services.wechatSignIns.withCode(appId, code, linkInAudit(event, appId))
})
