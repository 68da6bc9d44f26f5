import { defineApiKeyHandler } from '../../../http/api-key-handler.ts'
import { recordSystemAccess } from '../../../http/audit.ts'
import { readUnionId } from '../../../http/input.ts'

/** Erases everything stored about a person. On record before it is done: a try that fails half-way is one, too. */
export default defineApiKeyHandler('identities:erase', async (event, _by, { identityApi, eraseCustomer }) => {
  const unionId = readUnionId(event)
  recordSystemAccess(event, 'erase_identity', [unionId.unionId])
  const accounts = await identityApi.erase(unionId, eraseCustomer)
  return { erasedAccounts: accounts.length }
})
