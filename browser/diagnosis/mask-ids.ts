/** `"userId": "…"` and every other field whose name ends in "id". */
const ID_FIELD = /("\w*id"\s*:\s*")([^"]+)(?=")/gi
/** As long as an external userid, a group id or a corp id. */
const LONG_TOKEN = /(?<![\w-])[\w-]{16,}(?![\w-])/g
/** Names of APIs are long, too, but have neither. */
const ID = /^w[mowr]|\d/
const KEPT = 3

const masked = (id: string) => `${id.slice(0, Math.min(KEPT, id.length - 1))}…`

/**
 * @param text what a client said
 * @returns the same without ids of people, groups and companies; their first characters tell which kind they are of
 */
export function maskIds(text: string): string {
  return text
    .replace(ID_FIELD, (_found, before: string, id: string) => before + masked(id))
    .replace(LONG_TOKEN, token => ID.test(token) ? masked(token) : token)
}
