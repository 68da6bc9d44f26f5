import { defineApiKeyHandler } from '../../../http/api-key-handler.ts'
import { readUnionId } from '../../../http/input.ts'

/** Who this unionid is, in WeCom and elsewhere. */
export default defineApiKeyHandler('identities:read', async (event, _by, { identityApi, addFollowers }) => addFollowers(await identityApi.person(readUnionId(event))), 'wecom')
