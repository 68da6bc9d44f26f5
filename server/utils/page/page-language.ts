import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { preferredLanguage } from '#shared/utils/language.ts'
import type { Language } from '#shared/utils/language.ts'

/** Language of the server's own pages: the client's `Language/` (doc 90315), then Accept-Language, then Chinese. */
export function pageLanguage(event: H3Event): Language {
  return preferredLanguage('', getRequestHeader(event, 'user-agent') ?? '', getRequestHeader(event, 'accept-language') ?? '')
}
