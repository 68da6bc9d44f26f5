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
  /** Keeps the choice in this browser and shows the page so at once. */
  choose: (preferences: Preferences) => Promise<void>
}

/** @returns who wishes for which language, but for the member */
export function useLanguageWishes(): LanguageWishes {
  return {
    url: useRequestURL().searchParams.get('lang'),
    userAgent: useUserAgent().value,
    acceptLanguage: import.meta.server ? useRequestHeader('accept-language') ?? '' : navigator.languages.join(),
  }
}

/** What the member has chosen; the server has read it before it rendered the page. */
export function usePreferencesState(): Ref<Preferences> {
  return useState('preferences', () => usePageContext().value?.preferences ?? {})
}

/** What the member has chosen, and choosing anew. */
export function usePreferences(): UsePreferencesReturn {
  const preferences = usePreferencesState()
  const language = useState<Language>('language')
  const messages = useNuxtApp().$messages
  const wishes = useLanguageWishes()

  function keep(): void {
    const isHttps = location.protocol === 'https:'
    for (const name of PREFERENCES) {
      const value = preferences.value[name] ?? ''
      const lifetime = value ? PREFERENCE_LIFETIME_SECONDS : 0
      document.cookie = `${preferenceCookieName(name, isHttps)}=${value}; Max-Age=${lifetime}; Path=/; SameSite=Lax${isHttps ? '; Secure' : ''}`
    }
  }

  async function speak(): Promise<void> {
    const wanted = preferredLanguage({ ...wishes, setting: preferences.value.language })
    const words = await loadMessages(wanted)
    // Meanwhile another one may have been chosen.
    if (wanted !== preferredLanguage({ ...wishes, setting: preferences.value.language })) return
    messages.value = words
    language.value = wanted
  }

  return {
    preferences: readonly(preferences),
    isLanguageFixed: preferredLanguage({ url: wishes.url, setting: 'en' }) === preferredLanguage({ url: wishes.url, setting: 'zh-CN' }),
    async choose(chosen) {
      preferences.value = chosen
      keep()
      await speak()
    },
  }
}
