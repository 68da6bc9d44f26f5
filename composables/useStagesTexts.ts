import { STAGES_TEXTS, type StagesTexts } from '~/i18n/stages-texts'
import { useMessages } from './useMessages'

/** The texts of the page of stages in the page's language. */
export function useStagesTexts(): Readonly<Ref<StagesTexts>> {
  const { locale } = useMessages()
  return computed(() => STAGES_TEXTS[locale.value])
}
