import type { NavigatorValues } from '../../native/user-agent.ts'

/** What the proxy tells the page's emulated client. */
export interface InjectedClient {
  navigator: NavigatorValues
  /** Only this window may announce that the conversation was switched. */
  shellOrigin: string
  bridge: 'ready' | 'late' | 'never'
  /** For `late`. */
  delayMs: number
}
