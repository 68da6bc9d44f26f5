import { chatKeyOf, type WecomChat } from '~/browser/bridge/chat'
import { sendChatMessage, type ChatMessage, type SendOutcome } from '~/browser/bridge/chat-message'
import { loadWecomSdk, type WecomSdk } from '~/browser/bridge/load-sdk'
import type { WecomState } from '~/browser/bridge/state'

/** How long a success is shown, in milliseconds. A failure stays. */
const PRAISE = 5_000

/** The outcome of sending a message. `text`: to copy, when it was not sent. */
export interface ReplyOutcome extends SendOutcome {
  text: string
}

/** What a part of the page offers to send. */
export interface OfferedMessage {
  /** Of a card: what the member can copy, when it was not sent. */
  text: string
  /** The card. */
  message?: ChatMessage
  /** Called when the client has confirmed it. Until then, the part keeps what was typed. */
  onSent?: () => void
}

export interface UseReplySendingOptions {
  /** The chat on the screen, if messages can be sent into it. */
  chat: () => WecomChat | undefined
  recheck: () => Promise<WecomState>
  loadSdk?: () => Promise<WecomSdk>
}

export interface UseReplySendingReturn {
  sending: Readonly<Ref<boolean>>
  /** The outcome of the last message, while its chat is open. */
  outcome: Readonly<Ref<ReplyOutcome | undefined>>
  /**
   * Sends the text, or the message in its place; ignored while another send is running.
   *
   * @returns whether the client confirmed it
   */
  send: (text: string, message?: ChatMessage) => Promise<boolean>
  /** Clears the outcome. */
  forget: () => void
}

/** Sends messages into the chat on screen. */
export function useReplySending(options: UseReplySendingOptions): UseReplySendingReturn {
  const { chat, recheck, loadSdk = loadWecomSdk } = options
  const sending = shallowRef(false)
  const last = shallowRef<ReplyOutcome>()
  const outcome = computed(() => last.value?.chatKey === chatKeyOf(chat()) ? last.value : undefined)

  function forget(): void {
    last.value = undefined
  }

  watch(() => chatKeyOf(chat()), (key) => {
    if (last.value?.chatKey !== key) forget()
  })

  async function send(
    text: string, message: ChatMessage = { msgtype: 'text', text: { content: text } },
  ): Promise<boolean> {
    const shown = chat()
    if (!shown || sending.value) return false
    sending.value = true
    last.value = undefined
    const result = await sendChatMessage({ loadSdk, recheck }, message, shown)
    // A client that limits calls does not say which chat is open. The page goes on showing the chat.
    const done = { chatKey: chatKeyOf(chat()), ...result, text }
    last.value = done
    sending.value = false
    if (!done.problem) setTimeout(() => last.value === done && forget(), PRAISE)
    return !done.problem
  }

  return { sending, outcome, send, forget }
}
