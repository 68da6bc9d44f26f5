import { companyPanels } from '../../.nuxt/company-panels.ts'
import { readCodePanels } from '../config/code-panel.ts'
import { isHttpPanel, type AnyPanelConfig } from '../config/panel.ts'
import { createCallProvider } from '../panels/call-provider.ts'
import { createCodePanel } from '../panels/code-panel.ts'
import { createHttpPanel } from '../panels/http-panel.ts'
import type { AnyPanel } from '../panels/panel.ts'
import type { Clock } from '../upstream/clock.ts'
import type { Fetch } from '../upstream/transport.ts'

/**
 * @param configs the panels in NUXT_PANELS
 * @param fetch refuses the addresses that must not be called
 * @returns these, then those in panels/
 * @throws {Error} when a file in panels/ has no right panel
 */
export function openPanels(configs: readonly AnyPanelConfig[], fetch: Fetch, clock: Clock): AnyPanel[] {
  const callProvider = createCallProvider(fetch, clock)
  const ids = configs.map(({ id }) => id)
  return [
    ...configs.map(config => isHttpPanel(config) ? createHttpPanel(config, callProvider) : config),
    ...readCodePanels(companyPanels, ids, process.env).map(config => createCodePanel(config, fetch)),
  ]
}
