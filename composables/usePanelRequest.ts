import { createRequestPanels, type RequestPanels } from '~/browser/panels/panel-lines'
import { usePageContext } from './usePageContext'

/** Asks our own API for panels, in the name of the page's member. */
export function usePanelRequest(): RequestPanels {
  const page = usePageContext()
  return createRequestPanels(() => page.value?.member)
}
