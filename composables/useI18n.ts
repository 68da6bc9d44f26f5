import type { Messages } from '~/i18n/messages'
import type { Language } from '#shared/utils/language'

export interface UseI18nReturn {
  locale: Readonly<Ref<Language>>
  /** The words of the current language; a missing key is a type error. */
  t: Readonly<Ref<Messages>>
}

/** Texts in the language that the server chose when it rendered the page; plugins/messages.ts has loaded them. */
export function useI18n(): UseI18nReturn {
  return { locale: useState<Language>('language'), t: useNuxtApp().$messages }
}
