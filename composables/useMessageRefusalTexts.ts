import { MESSAGE_REFUSAL_TEXTS, type MessageRefusalTexts } from '~/i18n/message-refusal-texts'
import { useMessages } from './useMessages'

/** The texts of refused messages in the page's language. */
export function useMessageRefusalTexts(): Readonly<Ref<MessageRefusalTexts>> {
  const { locale } = useMessages()
  return computed(() => MESSAGE_REFUSAL_TEXTS[locale.value])
}
