import type { H3Event } from 'h3'
import { isUsableClient } from '#shared/utils/client-version.ts'
import type { Language } from '#shared/utils/language.ts'
import type { Theme } from '#shared/utils/theme.ts'
import { headerOf } from './header-of.ts'
import { pageLanguage, pageTheme } from './page-preferences.ts'
import { pathOf } from './request-context.ts'

/** All that decides how a page looks while it waits for the client. */
export interface PageLook {
  language: Language
  /** Absent: the media query decides. */
  theme?: Theme
}

/** @returns undefined when the server draws more than a skeleton: in other browsers, and on the pages of admins */
export function lookOf(event: H3Event): PageLook | undefined {
  const waits = pathOf(event) === '/' && isUsableClient(headerOf(event, 'user-agent') ?? '')
  return waits ? { language: pageLanguage(event), theme: pageTheme(event) } : undefined
}
