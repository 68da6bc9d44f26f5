import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'

/** Language of the server's own pages: the client's `Language/` (doc 90315), then Accept-Language, then Chinese. */
export function prefersEnglish(event: H3Event): boolean {
  const fromClient = /\bLanguage\/(zh|en)/i.exec(getRequestHeader(event, 'user-agent') ?? '')?.[1]
  const language = fromClient ?? getRequestHeader(event, 'accept-language') ?? 'zh'
  return /^en/i.test(language)
}
