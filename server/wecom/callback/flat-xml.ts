import { AppError } from '../../errors/app-error.ts'

const CDATA = '<![CDATA['
const CDATA_END = ']]>'
/** WeCom's messages are a few kilobytes at most. */
const MAX_LENGTH = 64 * 1024

/** A tag without its brackets, or a text; `next` is the position after it. A text of spaces only is undefined. */
type Token = { tag: string, next: number } | { tag?: undefined, text?: string, next: number }

/**
 * Reads the flat messages of WeCom: `<xml><Name><![CDATA[text]]></Name><Time>1</Time>…</xml>`. No general XML parser:
 * these messages need none of the dangerous parts of XML (entities, document types, inclusions, depth). Everything
 * that is not flat is skipped or refused, in one pass over the text.
 *
 * @returns the text of each leaf, by name; the first one if several leaves have the same name
 * @throws {AppError} invalid_request
 */
export function readFlatXml(text: string): ReadonlyMap<string, string> {
  const body = text.trim()
  const isMessage = body.length <= MAX_LENGTH && body.startsWith('<xml>') && body.endsWith('</xml>')
  if (!isMessage) throw new AppError('invalid_request')
  const leaves = new Map<string, string>()
  const end = body.length - '</xml>'.length
  let at = '<xml>'.length
  let open: string | undefined
  let value: string | undefined

  while (at < end) {
    const token = tokenAt(body, at)
    at = token.next
    if (token.tag === undefined) {
      value = token.text ?? value
      continue
    }
    const isEnd = token.tag.startsWith('/')
    if (isEnd && token.tag.slice(1) === open && !leaves.has(open)) leaves.set(open, value ?? '')
    open = isEnd ? undefined : token.tag
    value = undefined
  }
  return leaves
}

/** @param body ends with a tag */
function tokenAt(body: string, at: number): Token {
  if (body.startsWith(CDATA, at)) {
    const close = body.indexOf(CDATA_END, at)
    if (close < 0) throw new AppError('invalid_request')
    return { text: body.slice(at + CDATA.length, close), next: close + CDATA_END.length }
  }
  if (body[at] !== '<') {
    const next = body.indexOf('<', at)
    return { text: body.slice(at, next).trim() || undefined, next }
  }
  const close = body.indexOf('>', at)
  const tag = body.slice(at + 1, close)
  if (!/^\/?[A-Za-z]\w{0,63}$/.test(tag)) throw new AppError('invalid_request')
  return { tag, next: close + 1 }
}
