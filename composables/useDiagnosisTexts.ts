import { DIAGNOSIS_TEXTS, type DiagnosisTexts } from '~/i18n/diagnosis-texts'
import { useMessages } from './useMessages'

/** The texts of the diagnosis of a client in the page's language. */
export function useDiagnosisTexts(): Readonly<Ref<DiagnosisTexts>> {
  const { locale } = useMessages()
  return computed(() => DIAGNOSIS_TEXTS[locale.value])
}
