import { findChat } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { ActionError, type Performers } from './action.ts'

/** What people write in a conversation. WeCom tells apps nothing of it. */
export function messageActions(world: World): Pick<Performers, 'say'> {
  return {
    say({ chatId, from, text }) {
      const chat = findChat(world, chatId)
      if (!chat) throw new ActionError(`No chat "${chatId}"`)
      chat.messages.push({ from, text, msgtype: 'text', at: world.now() })
    },
  }
}
