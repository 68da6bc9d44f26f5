import { failureOf, type Failure } from '../failure'
import { classifyErrMsg, errMsgOf, isCancelled } from './bridge-error'
import { chatKeyOf, sendingChatOf, type WecomChat } from './chat'
import { DeadlineError, withDeadline } from './deadline'
import type { WecomSdk } from './load-sdk'
import { messageRefusalOf, type MessageRefusal } from './message-refusals'
import type { WecomState } from './state'

/** How long the client may take to send, in milliseconds. */
const SEND_DEADLINE = 5_000

/** Why a message was not sent. `unconfirmed`: it is unknown whether it was sent. */
export type SendProblem
  = | 'chat_changed'
    | 'chat_unknown'
    | 'unconfirmed'
    | 'cancelled'
    | 'no_context'
    | 'no_permission'
    | 'not_supported'
    | MessageRefusal
    | 'refused'

/** The outcome of a message, and the chat that is open then. */
export interface SendOutcome {
  /** Absent: the client confirmed the message. */
  problem?: SendProblem
  /** The failure behind the problem, if there is one. */
  failure?: Failure
  /** The chat that is open now, if messages can be sent into it. */
  chatKey?: string
}

type SdkMessage = Parameters<WecomSdk['sendChatMessage']>[0]

/** A message as the client takes it (doc 100749). The types of the SDK also want what may be absent. */
export type ChatMessage
  = | { msgtype: 'text', text: { content: string } }
    | { msgtype: 'image', image: { mediaid: string } }
    | { msgtype: 'file', file: { mediaid: string } }
    | { msgtype: 'news', news: { link: string, title: string, desc?: string, imgUrl?: string } }
    | { msgtype: 'miniprogram', miniprogram: { appid: string, page: string, title: string, imgUrl?: string } }

export interface ChatMessageOptions {
  loadSdk: () => Promise<WecomSdk>
  /** Asks the client which chat is open; the page follows the answer. */
  recheck: () => Promise<WecomState>
}

function refusalOf(error: unknown): Pick<SendOutcome, 'problem' | 'failure'> {
  if (error instanceof DeadlineError) return { problem: 'unconfirmed', failure: failureOf('api_timeout') }
  if (isCancelled(error)) return { problem: 'cancelled' }
  const errMsg = errMsgOf(error)
  const code = classifyErrMsg(errMsg)
  const isTold = code === 'no_context' || code === 'no_permission' || code === 'not_supported'
  const problem = isTold ? code : messageRefusalOf(errMsg) ?? 'refused'
  return { problem, failure: failureOf(code, { errMsg }) }
}

/**
 * Sends a message into the chat that the member sees beside the page (doc 100749). The client sends into whichever chat
 * is open, so it is asked which one just before: a message for one customer must not reach another.
 *
 * @param shown the chat on screen when the member decided to send
 * @returns the outcome; never rejects
 */
export async function sendChatMessage(
  { loadSdk, recheck }: ChatMessageOptions,
  message: ChatMessage,
  shown: WecomChat,
): Promise<SendOutcome> {
  const now = await recheck()
  if (now.status === 'failed') return { problem: 'chat_unknown', failure: now }
  const chatKey = chatKeyOf(sendingChatOf(now))
  if (chatKey !== chatKeyOf(shown)) return { problem: 'chat_changed', chatKey }
  try {
    const sdk = await loadSdk()
    // Phones show the page instead of the chat, so they return to the chat.
    await withDeadline(sdk.sendChatMessage({ ...message, enterChat: true } as SdkMessage), SEND_DEADLINE)
    return { chatKey }
  }
  catch (error) {
    return { ...refusalOf(error), chatKey }
  }
}
