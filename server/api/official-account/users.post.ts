import * as v from 'valibot'
import { recordWith } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { requireAppOfKey } from '../../http/door/require-key.ts'
import { wecomId } from '../../http/ids.ts'
import type { LinkedUser } from '../../identity/official-account.ts'

const MAX_USERS = 100
const openIds = v.pipe(v.array(wecomId), v.minLength(1), v.maxLength(MAX_USERS))

export default defineDoor({
  does: 'Links users of an official account. The unionids come from WeChat, not from the caller.',
  who: { key: 'identities:link' },
  body: v.strictObject({ appId: wecomId, openIds }),
  answer: 'OfficialAccountUsers',
  errors: ['app_not_allowed', 'unknown_app', 'store_unavailable', 'database_config'],
  asks: 'wechat',
}, async ({ event, body, services }) => {
  requireAppOfKey(event, body.appId)
  const aboutOf = ({ openId: account, unionId: subject }: LinkedUser) =>
    ({ subject, details: { app: body.appId }, ids: { account } })
  const users = await recordWith(event, append => services.officialAccount.link(body.appId, body.openIds,
    (transaction, linked) => append(transaction, 'link_identity', ...linked.map(aboutOf))))
  return { users: users.map(({ openId, result }) => ({ openId, result })) }
})
