import type { Failure } from '../failure'

/** Where getContext says the page was opened from (doc 94315). `unknown`: a client before 3.0.24 cannot tell. */
export type WecomEntry
  = | 'contact_profile'
    | 'single_chat_tools'
    | 'group_chat_tools'
    | 'chat_attachment'
    | 'single_kf_tools'
    | 'chain_single_chat_tools'
    | 'chain_group_chat_tools'
    | 'internal_group_chat_board'
    | 'normal'
    | 'unknown'

/** The steps of the handshake, in order; `contact` or `chat` comes last, depending on the entry. */
export type HandshakeStep = 'load' | 'bridge' | 'config' | 'context' | 'contact' | 'chat'

/** The result of a successful handshake: where the page is in WeCom. */
export type WecomPlace
  = | { status: 'customer', entry: WecomEntry, externalUserId: string }
    | { status: 'group', entry: WecomEntry, chatId: string }
    /** `canSend`: opened from a chat that the client does not name, and messages can be sent into it. */
    | { status: 'workbench', entry: WecomEntry, canSend?: true }

/** Every state of the handshake. Closed: screenOf has a screen for each. */
export type WecomState
  = | { status: 'starting', step: HandshakeStep }
    | { status: 'outside' }
    | { status: 'outdated', version: string, needs: string }
    | { status: 'failed', step: HandshakeStep } & Failure
    | WecomPlace
