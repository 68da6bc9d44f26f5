import type { H3Event } from 'h3'
import { preferredLanguage } from '#shared/utils/language.ts'
import type { Language } from '#shared/utils/language.ts'
import { headerOf } from './header-of.ts'

/** The language of an answer that admins read: that of Accept-Language. */
export function languageOf(event: H3Event): Language {
  return preferredLanguage({ acceptLanguage: headerOf(event, 'accept-language') })
}
