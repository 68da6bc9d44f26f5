import type { CallbackSender } from '../callback/sender.ts'
import { copiesOf } from '../world/app-chats.ts'
import type { World } from '../world/world.ts'
import { ActionError, type Performers } from './action.ts'

/** Actions of a member with a message of an app. */
export function cardActions(world: World, callbacks: CallbackSender): Pick<Performers, 'pressButton'> {
  return {
    pressButton({ userId, messageId, key }) {
      const [message] = copiesOf(world, messageId, [userId])
      const sent = world.appMessages.find(messageId)
      if (!message?.card || !sent) throw new ActionError(`"${userId}" has no card "${messageId}"`)
      const { type: cardType, taskId = '', buttons } = message.card
      if (!buttons.some(button => button.key === key && !button.disabled)) {
        throw new ActionError(`The card has no button "${key}"`)
      }
      const responseCode = world.appMessages.issueResponseCode(messageId)
      const { agentId } = sent
      callbacks.emit({ event: 'template_card_event', userId, agentId, key, taskId, cardType, responseCode })
    },
  }
}
