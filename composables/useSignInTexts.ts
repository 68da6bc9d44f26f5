import { SIGN_IN_TEXTS, type SignInTexts } from '~/i18n/sign-in-texts'
import { useMessages } from './useMessages'

/** The texts about sign-ins in the page's language. */
export function useSignInTexts(): Readonly<Ref<SignInTexts>> {
  const { locale } = useMessages()
  return computed(() => SIGN_IN_TEXTS[locale.value])
}
