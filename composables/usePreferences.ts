import type { Preferences } from '#shared/types/preferences.ts'
import { preferredLanguage, type Language, type LanguageWishes } from '#shared/utils/language.ts'
import { PREFERENCE_LIFETIME_SECONDS, PREFERENCES, preferenceCookieName } from '#shared/utils/preferences.ts'
import { loadMessages } from '~/i18n/messages'
import { usePageContext } from './usePageContext'
import { useUserAgent } from './useUserAgent'

export interface UsePreferencesReturn {
  preferences: Readonly<Ref<Preferences>>
  /** The address names a language, which goes before what is chosen here. */
  isLanguageFixed: boolean
  /** Stores the choice in this browser and applies it at once. */
  choose: (preferences: Preferences) => Promise<void>
}

/** @returns every language hint except the member's own setting */
export function useLanguageWishes(): LanguageWishes {
  return {
    url: useRequestURL().searchParams.get('lang'),
    userAgent: useUserAgent(),
    acceptLanguage: import.meta.server ? useRequestHeader('accept-language') ?? '' : navigator.languages.join(),
  }
}

/** The member's choice. The server reads it from cookies before it renders. */
export function usePreferencesState(): Ref<Preferences> {
  return useState('preferences', () => usePageContext().value?.preferences ?? {})
}

/** The member's choice, and a way to change it. */
export function usePreferences(): UsePreferencesReturn {
  const preferences = usePreferencesState()
  const language = useState<Language>('language')
  const messages = useNuxtApp().$messages
  const wishes = useLanguageWishes()

  const withSetting = (setting: Language) => preferredLanguage({ url: wishes.url, setting })

  function keep(): void {
    const isHttps = location.protocol === 'https:'
    for (const name of PREFERENCES) {
      const value = preferences.value[name] ?? ''
      const lifetime = value ? PREFERENCE_LIFETIME_SECONDS : 0
      const attributes = `Max-Age=${lifetime}; Path=/; SameSite=Lax${isHttps ? '; Secure' : ''}`
      document.cookie = `${preferenceCookieName(name, isHttps)}=${value}; ${attributes}`
    }
  }

  async function speak(): Promise<void> {
    const wanted = preferredLanguage({ ...wishes, setting: preferences.value.language })
    const words = await loadMessages(wanted)
    // The member may have chosen another one since.
    if (wanted !== preferredLanguage({ ...wishes, setting: preferences.value.language })) return
    messages.value = words
    language.value = wanted
  }

  return {
    preferences: readonly(preferences),
    isLanguageFixed: withSetting('en') === withSetting('zh-CN'),
    async choose(chosen) {
      preferences.value = chosen
      keep()
      await speak()
    },
  }
}
