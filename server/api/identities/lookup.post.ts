import * as v from 'valibot'
import { defineApiKeyHandler } from '../../http/api-key-handler.ts'
import { openPlatformName, readJson, wecomId } from '../../http/input.ts'

const MAX_IDS = 1_000
const ids = v.optional(v.array(wecomId), [])
const body = v.pipe(
  v.strictObject({ openPlatform: v.optional(openPlatformName, 'main'), unionIds: ids, externalUserIds: ids, openIds: v.optional(v.record(wecomId, v.array(wecomId)), {}) }),
  v.check(({ unionIds, externalUserIds, openIds }) => [unionIds, externalUserIds, ...Object.values(openIds)].flat().length <= MAX_IDS),
)

/** Many ids of any kind at once. */
export default defineApiKeyHandler('identities:read', async (event, _by, { identityApi }) => identityApi.lookUp(await readJson(event, body)))
