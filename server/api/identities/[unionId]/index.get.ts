import { defineApiKeyHandler } from '../../../utils/api-key-handler'
import { readUnionId } from '../../../utils/input'

/** Who this unionid is, in WeCom and elsewhere. */
export default defineApiKeyHandler('identities:read', (event, _by, { identityApi }) => identityApi.person(readUnionId(event)))
