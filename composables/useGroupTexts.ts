import { GROUP_TEXTS, type GroupTexts } from '~/i18n/group-texts'
import { useMessages } from './useMessages'

/** The texts of a customer group in the page's language. */
export function useGroupTexts(): Readonly<Ref<GroupTexts>> {
  const { locale } = useMessages()
  return computed(() => GROUP_TEXTS[locale.value])
}
