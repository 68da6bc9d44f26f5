import type { NavigatorValues } from '../../native/user-agent.ts'

/** The data that the proxy gives to the emulated client in the page. */
export interface InjectedClient {
  navigator: NavigatorValues
  /** Only a window of this origin may say that the conversation was switched. */
  shellOrigin: string
  bridge: 'ready' | 'late' | 'silent' | 'never' | 'frames'
  /** The back key leaves the page without a look at its history. */
  leavesAtBack: boolean
  /** For `late` and `silent`. */
  delayMs: number
}
