import { AppError } from '../../errors/app-error.ts'

const CDATA = '<![CDATA['
const CDATA_END = ']]>'
/** A message of WeCom is a few kilobytes at most. */
const MAX_LENGTH = 64 * 1024

/**
 * Reads the flat messages of WeCom: `<xml><Name><![CDATA[text]]></Name><Time>1</Time>…</xml>`. No general XML parser,
 * because everything dangerous about XML (entities, document types, inclusions, depth) is what these messages do not have:
 * whatever is not flat is skipped or refused, in one pass over the text.
 *
 * @returns the text of each leaf, by name; of several with one name the first
 * @throws {AppError} invalid_request
 */
export function readFlatXml(text: string): ReadonlyMap<string, string> {
  const body = text.trim()
  if (body.length > MAX_LENGTH || !body.startsWith('<xml>') || !body.endsWith('</xml>')) throw new AppError('invalid_request')
  const leaves = new Map<string, string>()
  const end = body.length - '</xml>'.length
  let at = '<xml>'.length
  let open: string | undefined
  let value: string | undefined

  while (at < end) {
    if (body.startsWith(CDATA, at)) {
      const close = body.indexOf(CDATA_END, at)
      if (close < 0 || close > end) throw new AppError('invalid_request')
      value = body.slice(at + CDATA.length, close)
      at = close + CDATA_END.length
    }
    else if (body[at] === '<') {
      const close = body.indexOf('>', at)
      const tag = close < 0 ? '' : body.slice(at + 1, close)
      if (!/^\/?[A-Za-z]\w{0,63}$/.test(tag)) throw new AppError('invalid_request')
      if (tag.startsWith('/')) {
        if (tag.slice(1) === open && !leaves.has(open)) leaves.set(open, value ?? '')
        open = undefined
      }
      else {
        open = tag
      }
      value = undefined
      at = close + 1
    }
    else {
      const next = body.indexOf('<', at)
      value = body.slice(at, next).trim() || value
      at = next
    }
  }
  return leaves
}
