import { getQuery } from 'h3'
import type { H3Event } from 'h3'
import { preferredLanguage } from '#shared/utils/language.ts'
import type { Language } from '#shared/utils/language.ts'
import { preferredTheme } from '#shared/utils/theme.ts'
import type { Theme } from '#shared/utils/theme.ts'
import { readPreferences } from './cookies.ts'
import { headerOf } from './header-of.ts'

/** Language of the server's own pages, by the rules of the app. */
export function pageLanguage(event: H3Event): Language {
  const { lang } = getQuery(event)
  return preferredLanguage({
    url: typeof lang === 'string' ? lang : undefined,
    setting: readPreferences(event).language,
    userAgent: headerOf(event, 'user-agent'),
    acceptLanguage: headerOf(event, 'accept-language'),
  })
}

/** Theme of the server's own pages; undefined when the media query decides. */
export function pageTheme(event: H3Event): Theme | undefined {
  return preferredTheme(readPreferences(event).theme, headerOf(event, 'user-agent') ?? '')
}
