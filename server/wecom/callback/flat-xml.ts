import { callbackRefused } from './refused.ts'

const CDATA = '<![CDATA['
const CDATA_END = ']]>'
const COMMENT = '<!--'
const COMMENT_END = '-->'
/** WeCom's messages are a few kilobytes at most. */
const MAX_LENGTH = 64 * 1024
/** The XML declaration and the first element. */
const BEGIN = /^(?:<\?xml\s[^<>]{0,200}\?>\s*)?<xml(?:\s[^<>]*)?>/
const END = /<\/xml\s*>$/
/** A tag without its brackets: slash, name, attributes, slash. What the attributes say is not read. */
const TAG = /^(\/?)([A-Za-z]\w{0,63})(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)$/

/** A tag, or a text; `next` is the position after it. A text of spaces only is undefined. */
type Token
  = | { name: string, isEnd: boolean, isEmpty: boolean, next: number }
    | { name?: undefined, text?: string, next: number }

/**
 * Reads the flat messages of WeCom: `<xml><Name><![CDATA[text]]></Name><Time>1</Time>…</xml>`. No general XML parser:
 * these messages need none of the dangerous parts of XML (entities, document types, inclusions, depth). Everything
 * that is not flat is skipped or refused, in one pass over the text. A declaration, attributes, empty elements and
 * comments, which a proxy or another sender may add, change nothing.
 *
 * @param place where the text is, for the log
 * @returns the text of each leaf, by name; the first one if several leaves have the same name
 * @throws {AppError} invalid_request
 */
export function readFlatXml(text: string, place: 'body' | 'message'): ReadonlyMap<string, string> {
  return firstOfEach(readLeaves(text, place))
}

/**
 * @param place where the text is, for the log
 * @returns name and text of each leaf, in their order; those of a list have the same name
 * @throws {AppError} invalid_request
 */
export function readLeaves(text: string, place: 'body' | 'message'): [name: string, value: string][] {
  const body = text.trim()
  const begin = BEGIN.exec(body)
  const ending = END.exec(body)
  if (body.length > MAX_LENGTH || !begin || !ending) throw callbackRefused(place)
  const leaves: [name: string, value: string][] = []
  let at = begin[0].length
  let open: string | undefined
  let value: string | undefined

  while (at < ending.index) {
    const token = tokenAt(body, at)
    if (!token) throw callbackRefused(place)
    at = token.next
    if (token.name === undefined) {
      value = token.text ?? value
      continue
    }
    const { name, isEnd, isEmpty } = token
    const isLeaf = isEmpty || (isEnd && name === open)
    if (isLeaf) leaves.push([name, isEmpty ? '' : value ?? ''])
    open = isEnd || isEmpty ? undefined : name
    value = undefined
  }
  return leaves
}

/** @param body ends with a tag. @returns undefined when it is no such message */
function tokenAt(body: string, at: number): Token | undefined {
  if (body.startsWith(CDATA, at)) {
    const close = body.indexOf(CDATA_END, at)
    return close < 0 ? undefined : { text: body.slice(at + CDATA.length, close), next: close + CDATA_END.length }
  }
  if (body.startsWith(COMMENT, at)) {
    const close = body.indexOf(COMMENT_END, at + COMMENT.length)
    return close < 0 ? undefined : { next: close + COMMENT_END.length }
  }
  if (body[at] !== '<') {
    const next = body.indexOf('<', at)
    return { text: body.slice(at, next).trim() || undefined, next }
  }
  const close = body.indexOf('>', at)
  const [, slash, name, empty] = TAG.exec(body.slice(at + 1, close)) ?? []
  if (name === undefined) return undefined
  return { name, isEnd: slash === '/', isEmpty: empty === '/', next: close + 1 }
}

/** @returns the leaves by name; the first one if several have the same name */
export function firstOfEach(leaves: readonly [name: string, value: string][]): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  for (const [name, value] of leaves) if (!first.has(name)) first.set(name, value)
  return first
}
