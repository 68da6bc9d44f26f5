import { copiesOf } from '../../world/app-chats.ts'
import type { AppMessage } from '../../world/app-messages.ts'
import type { World } from '../../world/world.ts'
import type { Endpoint } from '../endpoint.ts'
import { textList, textOf } from '../parameters.ts'
import { Refusal } from '../refusal.ts'
import { checkAgent } from './own-agent.ts'
import { readTemplateCard } from './template-card.ts'

const CODE_LIFETIME_MS = 72 * 3_600_000
const MOST_MEMBERS = 1_000

/** doc 94888: replaces the buttons of a card, or the whole card, for some or all of its receivers. */
export const updateTemplateCard: Endpoint = {
  path: '/cgi-bin/message/update_template_card',
  doc: 94888,
  access: 'token',
  answer({ world, app, body }) {
    checkAgent(world, app, body.agentid)
    const message = messageOf(world, textOf(body.response_code, 40063, 'response_code'))
    if (message.agentId !== app.agentId) throw new Refusal(42015, 'another app has sent the card')
    const userIds = body.atall === 1 ? message.receivers : textList(body.userids, 'userids', MOST_MEMBERS)
    if (userIds.length === 0) throw new Refusal(81013, 'neither userids nor atall is given')
    const received = message.receivers.filter(one => userIds.some(id => id.toLowerCase() === one.toLowerCase()))
    const update = readUpdate(body)
    use(world, String(body.response_code))
    for (const copy of copiesOf(world, message.id, received)) Object.assign(copy, structuredClone(update(copy.card)))
    world.notices.send({ kind: 'world' })
    const invalid = userIds.map(id => id.toLowerCase()).filter(id => !received.some(one => one.toLowerCase() === id))
    return invalid.length === 0 ? {} : { invaliduser: invalid }
  },
}

type Copy = ReturnType<typeof copiesOf>[number]

/** @returns what changes in a copy of the message */
function readUpdate({ button, template_card: card }: Record<string, unknown>):
(before: Copy['card']) => Pick<Copy, 'card'> {
  if (typeof card === 'object' && card !== null) {
    const next = readTemplateCard(card as Record<string, unknown>)
    return () => ({ ...next, text: next.card.title })
  }
  const { replace_name: name } = (button ?? {}) as { replace_name?: unknown }
  const text = textOf(name, 42020, 'button.replace_name')
  return before => before ? { card: { ...before, buttons: [{ text, disabled: true }] } } : {}
}

function messageOf(world: World, responseCode: string): AppMessage {
  const code = world.appMessages.findResponseCode(responseCode)
  const message = code && world.appMessages.find(code.messageId)
  if (!message) throw new Refusal(40058, 'there is no such response_code')
  if (code.used) throw new Refusal(42022, 'the response_code was used before')
  if (world.now() - code.issuedAt > CODE_LIFETIME_MS) {
    throw new Refusal(42003, 'the response_code is older than 72 hours')
  }
  return message
}

/** A call that is refused for another reason does not use the code up. */
function use(world: World, responseCode: string): void {
  const code = world.appMessages.findResponseCode(responseCode)
  if (code) code.used = true
}
