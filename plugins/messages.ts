import { preferredLanguage, type Language } from '#shared/utils/language.ts'
import { useLanguageWishes, usePreferencesState } from '~/composables/usePreferences'
import { loadMessages, pathOf } from '~/i18n/messages'

/** Loads the words of the one language that the page speaks, before anything is rendered. */
export default defineNuxtPlugin({
  name: 'messages',
  async setup({ ssrContext }) {
    const language = useState<Language>('language', () => preferredLanguage({
      ...useLanguageWishes(), setting: usePreferencesState().value.language,
    }))
    const messages = shallowRef(await loadMessages(language.value))
    // The browser must not find out only from the code that it needs this file too.
    ssrContext?.modules?.add(pathOf(language.value))
    return { provide: { messages } }
  },
})
