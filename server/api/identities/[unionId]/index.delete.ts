import { defineApiKeyHandler } from '../../../utils/api-key-handler'
import { recordSystemAccess } from '../../../utils/audit'
import { readUnionId } from '../../../utils/input'

/** Erases everything stored about a person. */
export default defineApiKeyHandler('identities:erase', async (event, _by, { identityApi, eraseCustomer }) => {
  const unionId = readUnionId(event)
  const accounts = await identityApi.erase(unionId)
  for (const { kind, id } of accounts) {
    if (kind === 'externalUserId') await eraseCustomer(id)
  }
  recordSystemAccess(event, 'erase_identity', [unionId.unionId])
  return { erasedAccounts: accounts.length }
})
