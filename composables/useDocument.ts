import { preferredTheme } from '#shared/utils/theme.ts'
import { useDocumentHead } from './useDocumentHead'
import { useMessages } from './useMessages'
import { usePreferencesState } from './usePreferences'
import { useUserAgent } from './useUserAgent'

/** Title, language and theme of the document. The error page needs it too, because it replaces the app. */
export function useDocument(): void {
  const { t, locale } = useMessages()
  const preferences = usePreferencesState()
  const userAgent = useUserAgent()
  useDocumentHead({
    title: () => t.value.appName,
    language: () => locale.value,
    theme: () => preferredTheme(preferences.value.theme, userAgent),
  })
}
