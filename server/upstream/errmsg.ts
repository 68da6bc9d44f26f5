/** What an API said with a refusal, as far as it may be shown to admins and written to the log. */
export interface Said {
  /** Its sentence, without ids, names, numbers and what we had sent. */
  text?: string
  /** Names the call in the API's own log: the support of the API asks for it. */
  hint?: string
  /** Our IP address: an admin needs it to fix 60020. */
  callerIp?: string
}

const MAX_LENGTH = 160
const HIDDEN = '…'
/** Where the sentence ends. The rest is for machines and support. */
const END = /,?\s*\b(?:rid:|hint:|from ip:|more info at)/
/** A value in quotes or brackets. Names of parameters stand there, too. */
const QUOTED = /`[^`]*`|"[^"]*"|'[^']*'|\[[^\]]*\]|<[^>]*>|\{[^}]*\}/g
const PARAMETER = /^[a-z]{2,20}(?:_[a-z]{2,20})+$/
const WORD = /[^\s,;()!]+/g
/** An English word, a small number, or the name of a parameter; no id, telephone number, token, URL or Chinese name. */
const HARMLESS = /^(?:[A-Za-z]?[a-z]{0,19}|[A-Z]{2,8}|\d{1,4}|[a-z]{2,20}(?:_[a-z]{2,20})+)[.:]?$/

/**
 * Reads the `errmsg` of a refusal. It may quote parameters, so a caller must not pass it on as it is.
 *
 * @param sent every text of the call: secrets, ids and what members have typed
 */
export function readErrmsg(errmsg: string, sent: readonly string[]): Said {
  const known = new Set(sent.map(text => text.toLowerCase()))
  const isSent = (word: string) => known.has(word.replace(/[.:]$/, '').toLowerCase())
  const text = errmsg.split(END, 1)[0]!.slice(0, 4 * MAX_LENGTH)
    .replace(QUOTED, (quoted) => {
      const inside = quoted.slice(1, -1)
      return PARAMETER.test(inside) && !isSent(inside) ? inside : HIDDEN
    })
    .replace(WORD, word => HARMLESS.test(word) && !isSent(word) ? word : HIDDEN)
    .replace(/…(?:[\s,]*…)+/g, HIDDEN)
    .replace(/[\s,]+$/, '')
    .trim().slice(0, MAX_LENGTH)
  return {
    text: /[a-z]/i.test(text) ? text : undefined,
    hint: /\b(?:hint|rid): ?\[?([\w-]{4,80})/.exec(errmsg)?.[1],
    callerIp: /from ip: ([0-9a-fA-F.:]{2,45})/.exec(errmsg)?.[1],
  }
}

/** @returns every text and number inside a value, at any depth */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
