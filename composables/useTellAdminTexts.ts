import { TELL_ADMIN_TEXTS, type TellAdminTexts } from '~/i18n/tell-admin-texts'
import { useMessages } from './useMessages'

/** The texts of "copy for the admin" in the page's language. */
export function useTellAdminTexts(): Readonly<Ref<TellAdminTexts>> {
  const { locale } = useMessages()
  return computed(() => TELL_ADMIN_TEXTS[locale.value])
}
