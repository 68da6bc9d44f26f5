import type { Language } from '#shared/utils/language.ts'
import type { Messages } from '~/i18n/messages'

export interface UseMessagesReturn {
  locale: Readonly<Ref<Language>>
  /** The words of the current language; a missing key is a type error. */
  t: Readonly<Ref<Messages>>
}

/** Texts in the language that the server chose when it rendered the page; plugins/messages.ts has loaded them. */
export function useMessages(): UseMessagesReturn {
  return { locale: useState<Language>('language'), t: useNuxtApp().$messages }
}
