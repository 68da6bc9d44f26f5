import type { WecomPlace, WecomState } from './state'

/** A place where messages can go. Opened as an attachment, the client does not name the chat. */
export type WecomChat = WecomPlace

/** Entries where sendChatMessage works (doc 100749); elsewhere it fails "without context". */
const SENDING_ENTRIES: readonly string[] = ['single_chat_tools', 'group_chat_tools', 'single_kf_tools']

/** @returns the chat that a message can be sent into; a client before 3.0.24 does not tell whether this is one */
export function sendingChatOf(state: WecomState): WecomChat | undefined {
  switch (state.status) {
    case 'customer':
    case 'group': return SENDING_ENTRIES.includes(state.entry) ? state : undefined
    case 'workbench': return state.canSend ? state : undefined
    default: return undefined
  }
}

/** @returns a key that identifies the chat */
export function chatKeyOf(state: WecomChat | undefined): string | undefined {
  switch (state?.status) {
    case 'customer': return `customer ${state.externalUserId}`
    case 'group': return `group ${state.chatId}`
    case 'workbench': return state.entry
    default: return undefined
  }
}
