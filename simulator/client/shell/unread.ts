import { reactive, watchEffect } from 'vue'
import type { DescribedChat } from '../../control/describe.ts'
import { openChat, session } from './session.ts'

/** How many messages of each chat the member has seen, by chat id. */
const seen = reactive<Record<string, number>>({})

/**
 * Everything that is there when the shell opens was read; the open chat always is.
 *
 * @returns a function that stops it
 */
export function followReading(): () => void {
  for (const { id, messages } of session.world.chats) seen[id] = messages.length
  return watchEffect(() => {
    if (openChat.value) seen[openChat.value.id] = openChat.value.messages.length
  })
}

/** Number of messages by others that the member has not seen. */
export function unreadIn({ id, messages }: DescribedChat): number {
  return messages.slice(seen[id] ?? 0).filter(({ from }) => from !== session.client.userId).length
}
