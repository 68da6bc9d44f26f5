import type { WecomState } from './bridge/state'

/** A screen with people to choose from. */
export type ListScreen
  = | { kind: 'workbench', isOutside: boolean }
    | { kind: 'group', chatId: string }

/** Everything the sidebar can show. Closed, so that each kind has its component. */
export type Screen
  = | { kind: 'starting' }
    | { kind: 'outdated', version: string, needs: string }
    | { kind: 'failed', failure: Extract<WecomState, { status: 'failed' }> }
    /** An ordinary browser without a session. */
    | { kind: 'outside' }
    | ListScreen
    /** `chosenIn`: the list in which the member picked this customer; absent in a chat with the customer. */
    | { kind: 'customer', externalUserId: string, isCustomerService: boolean, chosenIn?: ListScreen }

/**
 * @param state where the page stands in WeCom
 * @param chosen the external_userid that was picked from a list; has no meaning where there is no list
 * @param isSignedIn whether the page has a session
 * @returns the screen for it
 */
export function screenOf(state: WecomState, chosen: string | undefined, isSignedIn: boolean): Screen {
  switch (state.status) {
    case 'starting': return { kind: 'starting' }
    case 'outdated': return { kind: 'outdated', version: state.version, needs: state.needs }
    case 'failed': return { kind: 'failed', failure: state }
    case 'customer': {
      const { externalUserId, entry } = state
      return { kind: 'customer', externalUserId, isCustomerService: entry === 'single_kf_tools' }
    }
    case 'group': return inList({ kind: 'group', chatId: state.chatId }, chosen)
    case 'workbench': return inList({ kind: 'workbench', isOutside: false }, chosen)
    case 'outside': return isSignedIn ? inList({ kind: 'workbench', isOutside: true }, chosen) : { kind: 'outside' }
  }
}

function inList(list: ListScreen, chosen: string | undefined): Screen {
  if (!chosen) return list
  return { kind: 'customer', externalUserId: chosen, isCustomerService: false, chosenIn: list }
}

/** A place in a list, to come back to. */
export interface ListPlace {
  externalUserId: string
  /** How far the page was scrolled, in pixels. */
  top: number
  /** Whether the customer was picked among those opened last. */
  isRecent: boolean
}

/** @returns the list on the screen, or the one behind the customer on it */
export function listOf(screen: Screen): ListScreen | undefined {
  if (screen.kind === 'customer') return screen.chosenIn
  return screen.kind === 'workbench' || screen.kind === 'group' ? screen : undefined
}
