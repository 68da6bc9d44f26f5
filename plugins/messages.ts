import { preferredLanguage, type Language } from '#shared/utils/language.ts'
import { useLanguageWishes, usePreferencesState } from '~/composables/usePreferences'
import { loadMessages, pathOf } from '~/i18n/messages'

/** Loads the texts of the page's language before anything is rendered. */
export default defineNuxtPlugin({
  name: 'messages',
  async setup({ ssrContext }) {
    const language = useState<Language>('language', () => preferredLanguage({
      ...useLanguageWishes(), setting: usePreferencesState().value.language,
    }))
    const messages = shallowRef(await loadMessages(language.value))
    // Adds a preload link: otherwise the browser finds the file only when it runs the code.
    ssrContext?.modules?.add(pathOf(language.value))
    return { provide: { messages } }
  },
})
