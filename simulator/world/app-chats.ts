import type { App, Chat, ChatMessage } from '../scenarios/scenario.ts'
import type { World } from './world.ts'

/** Puts a message of the app into the member's conversation with it, and makes that conversation if there is none. */
export function deliver(world: World, { agentId, name }: App, userId: string, message: ChatMessage): void {
  const { chats } = world.scenario
  const known = chats.find(chat => chat.kind === 'app' && chat.agentId === agentId && chat.memberIds.includes(userId))
  if (known) {
    known.messages.push(message)
    return world.notices.send({ kind: 'message', chatId: known.id, message })
  }
  const chat: Chat = {
    id: `app-${agentId}-${userId}`, kind: 'app', title: name, memberIds: [userId], agentId, messages: [message],
  }
  chats.push(chat)
  world.notices.send({ kind: 'world' })
}

/**
 * The copies of an app's message.
 *
 * @param userIds only those of these receivers; absent: all
 */
export function copiesOf(world: World, messageId: string, userIds?: string[]): ChatMessage[] {
  return world.scenario.chats
    .filter(({ kind, memberIds }) => kind === 'app' && (!userIds || memberIds.some(id => userIds.includes(id))))
    .flatMap(({ messages }) => messages.filter(({ id }) => id === messageId))
}
