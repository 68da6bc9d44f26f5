import { messages, type Messages } from '~/i18n/messages'
import { preferredLanguage, type Language } from './language'

export interface UseI18nReturn {
  locale: Readonly<Ref<Language>>
  /** The words of the current language; a missing key is a type error. */
  t: Readonly<Ref<Messages>>
}

/** Texts in the language that the server chose when it rendered the page. */
export function useI18n(): UseI18nReturn {
  const locale = useState<Language>('language', () => preferredLanguage(
    String(useRoute().query.lang ?? ''),
    useUserAgent().value,
    useRequestHeader('accept-language') ?? '',
  ))
  return { locale, t: computed(() => messages[locale.value]) }
}
