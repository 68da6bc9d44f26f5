import * as v from 'valibot'
import { defineApiKeyHandler } from '../../http/api-key-handler.ts'
import { recordSystemAccess } from '../../http/audit.ts'
import { readJson, wecomId } from '../../http/input.ts'

const MAX_LINKS = 100
const link = v.strictObject({ appId: wecomId, openId: wecomId, unionId: wecomId })
const body = v.strictObject({ links: v.pipe(v.array(link), v.minLength(1), v.maxLength(MAX_LINKS)) })

/** Cloud functions and other back ends tell who a user of their app is, as WeChat told them. */
export default defineApiKeyHandler('identities:link', async (event, by, { identityApi }) => {
  const { links } = await readJson(event, body)
  await identityApi.link(links, by)
  recordSystemAccess(event, 'link_identities', links.map(({ unionId }) => unionId))
  return { recorded: links.length }
})
