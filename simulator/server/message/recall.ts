import { copiesOf } from '../../world/app-chats.ts'
import type { Endpoint } from '../endpoint.ts'
import { textOf } from '../parameters.ts'
import { Refusal } from '../refusal.ts'

const DAY_MS = 24 * 3_600_000

/** doc 94867: takes a message back within 24 hours, from all its receivers. */
export const recallMessage: Endpoint = {
  path: '/cgi-bin/message/recall',
  doc: 94867,
  access: 'token',
  answer({ world, app, body }) {
    const message = world.appMessages.find(textOf(body.msgid, 40058, 'msgid'))
    if (message?.agentId !== app.agentId) throw new Refusal(40058, 'the app has sent no message with this msgid')
    if (world.now() - message.sentAt > DAY_MS) throw new Refusal(42052, 'the message is older than 24 hours')
    for (const copy of copiesOf(world, message.id)) {
      Object.assign(copy, { msgtype: 'recalled', text: '消息已撤回' })
      delete copy.link
      delete copy.card
    }
    world.notices.send({ kind: 'world' })
    return {}
  },
}
