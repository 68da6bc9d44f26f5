import * as v from 'valibot'
import { API_SCOPES, CUSTOMERS_OF_CORP } from '../../shared/api-scopes.ts'
import { appId } from './schemas.ts'
import { STRONG_SECRET, strongSecret } from './strong-secret.ts'

const MAX_SECRETS = 3
const DEFAULT_LIMIT = 600
const MAX_LIMIT = 60_000

/** Shorter than every secret: a secret that was sent in place of an id is not written to the log. */
export const apiKeyId = v.pipe(v.string(), v.regex(/^[\w.-]{1,31}$/))

/** A key of one of the company's own systems. */
export const apiKey = v.pipe(
  v.strictObject({
    id: apiKeyId,
    secret: v.optional(strongSecret),
    secrets: v.optional(v.pipe(v.array(strongSecret), v.minLength(1), v.maxLength(MAX_SECRETS))),
    scopes: v.array(v.picklist(API_SCOPES)),
    apps: v.optional(v.pipe(v.array(v.union([v.literal(CUSTOMERS_OF_CORP), appId])), v.minLength(1))),
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LIMIT)), DEFAULT_LIMIT),
  }),
  v.check(({ secret, secrets }) => (secret === undefined) !== (secrets === undefined)),
  v.transform(({ secret, secrets = [secret!], ...key }) => ({ ...key, secrets })),
)

/** What the list of keys looks like, to complete "must be …". */
export const API_KEYS_FORM = `a JSON list of {id, secrets: 1 to ${MAX_SECRETS}, scopes: of ${API_SCOPES.join(', ')}, `
  + `apps?: app ids or "${CUSTOMERS_OF_CORP}", limit?: 1 to ${MAX_LIMIT}}, or with "secret" for one secret; each id `
  + `only once and of at most 31 letters, digits, ".", "-" or "_", each secret ${STRONG_SECRET}`
