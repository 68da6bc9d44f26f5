import { FIELDS_TEXTS, type FieldsTexts } from '~/i18n/fields-texts'
import { useMessages } from './useMessages'

/** The texts of the company's own fields in the page's language. */
export function useFieldsTexts(): Readonly<Ref<FieldsTexts>> {
  const { locale } = useMessages()
  return computed(() => FIELDS_TEXTS[locale.value])
}
