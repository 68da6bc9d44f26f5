import { sendNoContent } from 'h3'
import * as v from 'valibot'
import { defineApiKeyHandler } from '../../http/api-key-handler.ts'
import { recordSystemAccess } from '../../http/audit.ts'
import { identityAccount, openPlatformName, readJson, wecomId } from '../../http/input.ts'

const body = v.strictObject({ account: identityAccount, openPlatform: v.optional(openPlatformName, 'main'), unionId: wecomId })

/** Decides whose an account is, whatever any source says from now on; also anew, and against a withdrawal. */
export default defineApiKeyHandler('identities:decide', async (event, by, { identityApi }) => {
  const { account, ...unionId } = await readJson(event, body)
  await identityApi.keep(account, unionId, by)
  recordSystemAccess(event, 'keep_identity', [unionId.unionId])
  return sendNoContent(event, 204)
})
