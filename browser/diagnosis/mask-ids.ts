/** `"userId": "…"` and every other field whose name ends in "id". */
const ID_FIELD = /("\w*id"\s*:\s*")([^"]+)(?=")/gi
/** External userids, group ids, corp ids, and whatever else is long enough to be one. */
const LONG_TOKEN = /(?<![\w-])[\w-]{16,}(?![\w-])/g
const KEPT = 3

const masked = (id: string) => `${id.slice(0, Math.min(KEPT, id.length - 1))}…`

/**
 * @param text what a client said
 * @returns the same without ids of people, groups and companies; their first characters tell which kind they are of
 */
export function maskIds(text: string): string {
  return text
    .replace(ID_FIELD, (_found, before: string, id: string) => before + masked(id))
    .replace(LONG_TOKEN, masked)
}
