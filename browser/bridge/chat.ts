import type { WecomPlace, WecomState } from './state'

/** A chat that the client has named. */
export type WecomChat = Exclude<WecomPlace, { status: 'workbench' }>

/** Entries where sendChatMessage works (doc 100749); elsewhere it fails "without context". */
const SENDING_ENTRIES: readonly string[] = ['single_chat_tools', 'group_chat_tools', 'single_kf_tools']

/** @returns the chat that a message can be sent into; a client before 3.0.24 does not tell whether this is one */
export function sendingChatOf(state: WecomState): WecomChat | undefined {
  if (state.status !== 'customer' && state.status !== 'group') return undefined
  return SENDING_ENTRIES.includes(state.entry) ? state : undefined
}

/** @returns a key that identifies the chat */
export function chatKeyOf(state: WecomChat | undefined): string | undefined {
  if (state?.status === 'customer') return `customer ${state.externalUserId}`
  return state?.status === 'group' ? `group ${state.chatId}` : undefined
}
