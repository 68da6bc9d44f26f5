import * as v from 'valibot'
import { recordWith } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { wecomId } from '../../http/ids.ts'

const MAX_LINKS = 100
const link = v.strictObject({ appId: wecomId, openId: wecomId, unionId: wecomId })

export default defineDoor({
  does: 'Links users of an app to people, for cloud functions and other back ends that got the unionid from WeChat.',
  who: { key: 'identities:link' },
  body: v.strictObject({ links: v.pipe(v.array(link), v.minLength(1), v.maxLength(MAX_LINKS)) }),
  answer: 'RecordedLinks',
  errors: ['app_not_allowed', 'unknown_app'],
  asks: 'store',
}, async ({ event, by, body: { links }, services }) => {
  const abouts = links.map(({ appId: app, openId: account, unionId: subject }) =>
    ({ subject, details: { app }, ids: { account } }))
  await recordWith(event, append => services.identityApi(event.context.apiKeyApps).link(links, by,
    transaction => append(transaction, 'link_identity', ...abouts)))
  return { recorded: links.length }
})
