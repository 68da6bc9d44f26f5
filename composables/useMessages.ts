import type { Language } from '#shared/utils/language.ts'
import type { Messages } from '~/i18n/messages'

export interface UseMessagesReturn {
  locale: Readonly<Ref<Language>>
  /** The texts of the current language. A missing key is a type error. */
  t: Readonly<Ref<Messages>>
}

/** The texts in the page's language, as loaded by plugins/messages.ts. */
export function useMessages(): UseMessagesReturn {
  return { locale: useState<Language>('language'), t: useNuxtApp().$messages }
}
