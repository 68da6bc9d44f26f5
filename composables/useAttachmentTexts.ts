import { ATTACHMENT_TEXTS, type AttachmentTexts } from '~/i18n/attachment-texts'
import { useMessages } from './useMessages'

/** The texts of replies with a file or a card in the page's language. */
export function useAttachmentTexts(): Readonly<Ref<AttachmentTexts>> {
  const { locale } = useMessages()
  return computed(() => ATTACHMENT_TEXTS[locale.value])
}
