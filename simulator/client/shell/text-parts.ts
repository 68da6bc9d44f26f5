/** A piece of a text message; with `url` it is a link. */
export interface TextPart { text: string, url?: string }

const LINK = /<a\s+href="([^"]*)">([^<]*)<\/a>/g

/** Splits the text of an app's message at its links, `<a href="…">…</a>` (doc 90236). */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    const [whole, url = '', label = ''] = match
    parts.push({ text: text.slice(end, match.index) }, { text: label, url })
    end = match.index + whole.length
  }
  return [...parts, { text: text.slice(end) }].filter(part => part.text !== '')
}
