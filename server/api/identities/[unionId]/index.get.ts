import { defineApiKeyHandler } from '../../../utils/api-key-handler'
import { readUnionId } from '../../../utils/input'

/** Who this unionid is, in WeCom and elsewhere. */
export default defineApiKeyHandler('identities:read', async (event, _by, { identityApi, addFollowers }) => addFollowers(await identityApi.person(readUnionId(event))), 'wecom')
