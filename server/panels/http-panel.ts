import type { PanelConfig } from '../config/panel.ts'
import type { CallProvider } from './call-provider.ts'
import type { Panel } from './panel.ts'

/** @returns a panel whose provider is called by HTTP: each call is a hand-over */
export function createHttpPanel(config: PanelConfig, callProvider: CallProvider): Panel {
  return {
    ...config,
    ask(question, { onHandOver, ...options }) {
      onHandOver()
      return callProvider(config, JSON.stringify(question), options)
    },
  }
}
