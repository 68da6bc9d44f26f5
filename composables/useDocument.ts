import { preferredTheme } from '#shared/utils/theme.ts'
import { useMessages } from './useMessages'
import { usePreferencesState } from './usePreferences'
import { useUserAgent } from './useUserAgent'

/** Title, language and theme of the document. The error page needs it too, because it replaces the app. */
export function useDocument(): void {
  const { t, locale } = useMessages()
  const preferences = usePreferencesState()
  const userAgent = useUserAgent()

  useHead({
    title: () => t.value.appName,
    // Stops the browser from asking for /favicon.ico: a web view shows none.
    link: [{ rel: 'icon', href: 'data:,' }],
    htmlAttrs: { 'lang': locale, 'data-theme': () => preferredTheme(preferences.value.theme, userAgent) },
  })
}
