import { defineApiKeyHandler } from '../../../http/api-key-handler.ts'
import { recordSystemAccess } from '../../../http/audit.ts'
import { readUnionId } from '../../../http/input.ts'

/** Everything stored about a person, for the person. */
export default defineApiKeyHandler('identities:export', async (event, _by, { identityApi }) => {
  const unionId = readUnionId(event)
  const data = await identityApi.export(unionId)
  recordSystemAccess(event, 'export_identity', [unionId.unionId])
  return data
})
