import { IDENTITY_TEXTS, type IdentityTexts } from '~/i18n/identity-texts'
import { useMessages } from './useMessages'

/** The texts of the accounts in other apps, in the page's language. */
export function useIdentityTexts(): Readonly<Ref<IdentityTexts>> {
  const { locale } = useMessages()
  return computed(() => IDENTITY_TEXTS[locale.value])
}
