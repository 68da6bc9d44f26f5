import { sendNoContent } from 'h3'
import * as v from 'valibot'
import { defineApiKeyHandler } from '../../http/api-key-handler.ts'
import { recordSystemAccess } from '../../http/audit.ts'
import { identityAccount, openPlatformName, readJson, wecomId } from '../../http/input.ts'

const body = v.strictObject({ account: identityAccount, openPlatform: v.optional(openPlatformName, 'main'), unionId: wecomId })

/** Declares one link wrong, whatever any source says from now on. */
export default defineApiKeyHandler('identities:decide', async (event, by, { identityApi }) => {
  const { account, ...unionId } = await readJson(event, body)
  await identityApi.withdraw(account, unionId, by)
  recordSystemAccess(event, 'withdraw_identity', [unionId.unionId])
  return sendNoContent(event, 204)
})
