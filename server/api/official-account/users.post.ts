import * as v from 'valibot'
import { defineApiKeyHandler } from '../../http/api-key-handler.ts'
import { recordSystemAccess } from '../../http/audit.ts'
import { readJson, wecomId } from '../../http/input.ts'

const MAX_USERS = 100
const body = v.strictObject({ appId: wecomId, openIds: v.pipe(v.array(wecomId), v.minLength(1), v.maxLength(MAX_USERS)) })

/** Who these users of an official account are, by WeChat's word; no unionid is taken from the caller. */
export default defineApiKeyHandler('identities:link', async (event, _by, { officialAccount }) => {
  const { appId, openIds } = await readJson(event, body)
  const users = await officialAccount.link(appId, openIds)
  recordSystemAccess(event, 'link_identities', users.flatMap(user => user.result === 'linked' ? [user.unionId] : []))
  return { users: users.map(({ openId, result }) => ({ openId, result })) }
}, 'wechat')
