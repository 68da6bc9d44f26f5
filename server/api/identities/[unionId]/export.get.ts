import { defineApiKeyHandler } from '../../../utils/api-key-handler'
import { recordSystemAccess } from '../../../utils/audit'
import { readUnionId } from '../../../utils/input'

/** Everything stored about a person, for the person. */
export default defineApiKeyHandler('identities:export', async (event, _by, { identityApi }) => {
  const unionId = readUnionId(event)
  const data = await identityApi.export(unionId)
  recordSystemAccess(event, 'export_identity', [unionId.unionId])
  return data
})
