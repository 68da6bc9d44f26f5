import { chatKeyOf, type WecomChat } from '~/browser/bridge/chat'
import { sendChatText, type SendOutcome } from '~/browser/bridge/chat-message'
import { loadWecomSdk, type WecomSdk } from '~/browser/bridge/load-sdk'
import type { WecomState } from '~/browser/bridge/state'

/** How long a success is shown, in milliseconds; what went wrong stays. */
const PRAISE = 5_000

/** What became of which text. */
export interface ReplyOutcome extends SendOutcome {
  text: string
}

export interface UseReplySendingOptions {
  /** The chat on screen into which messages can be sent. */
  chat: () => WecomChat | undefined
  recheck: () => Promise<WecomState>
  loadSdk?: () => Promise<WecomSdk>
}

export interface UseReplySendingReturn {
  sending: Readonly<Ref<boolean>>
  /** What became of the last message, while the chat is open in which the member was told. */
  outcome: Readonly<Ref<ReplyOutcome | undefined>>
  /** Sends once, however often it is asked meanwhile. @returns whether the client has said that it is sent */
  send: (text: string) => Promise<boolean>
  /** Forgets what became of the last message. */
  forget: () => void
}

/** Sends texts into the chat on screen. */
export function useReplySending({ chat, recheck, loadSdk = loadWecomSdk }: UseReplySendingOptions): UseReplySendingReturn {
  const sending = shallowRef(false)
  const last = shallowRef<ReplyOutcome>()
  const outcome = computed(() => last.value?.chatKey === chatKeyOf(chat()) ? last.value : undefined)

  function forget(): void {
    last.value = undefined
  }

  watch(() => chatKeyOf(chat()), (key) => {
    if (last.value?.chatKey !== key) forget()
  })

  async function send(text: string): Promise<boolean> {
    const shown = chat()
    if (!shown || sending.value) return false
    sending.value = true
    last.value = undefined
    last.value = { ...await sendChatText({ loadSdk, recheck }, text, shown), text }
    sending.value = false
    const { value: done } = last
    if (!done.problem) setTimeout(() => last.value === done && forget(), PRAISE)
    return !done.problem
  }

  return { sending, outcome, send, forget }
}
