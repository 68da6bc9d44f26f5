import { PANEL_TEXTS, type PanelTexts } from '~/i18n/panel-texts'
import { useMessages } from './useMessages'

/** The texts of panels in the page's language. */
export function usePanelTexts(): Readonly<Ref<PanelTexts>> {
  const { locale } = useMessages()
  return computed(() => PANEL_TEXTS[locale.value])
}
