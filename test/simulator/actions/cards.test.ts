import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ActionError, type ActionOf } from '../../../simulator/actions/action.ts'
import { performAction } from '../../../simulator/actions/perform.ts'
import { createCallbackSender, type CallbackSender } from '../../../simulator/callback/sender.ts'
import type { World } from '../../../simulator/world/world.ts'
import { AES_KEY, TOKEN, startReceiver, type TestReceiver } from '../callback/receiver.ts'
import { cardMessage, chatOf, send } from '../server/message/support.ts'
import { CORP_ID, ME, callApi, makeWorld } from '../support.ts'

let world: World
let callbacks: CallbackSender
let receiver: TestReceiver
beforeEach(async () => {
  // Cards are not part of 客户联系: their events need no permission for customers.
  world = makeWorld({ customerContactApp: false })
  callbacks = createCallbackSender(world)
  receiver = await startReceiver()
  world.receiver = { url: receiver.url, token: TOKEN, aesKey: AES_KEY }
})
afterEach(() => receiver.close())

describe('a button of a template card (doc 90240)', () => {
  const press = (change: Partial<ActionOf<'pressButton'>> = {}) => performAction({ world, callbacks }, {
    action: 'pressButton', userId: ME, messageId: chatOf(world)?.messages[0]?.id ?? '', key: 'done', ...change,
  })

  it('tells the app who pressed what, with a code for one update of the card', async () => {
    send(world, cardMessage)
    press()
    await expect.poll(() => receiver.messages).toHaveLength(1)
    const [xml = ''] = receiver.messages
    const field = (name: string) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1]
    expect(['ToUserName', 'FromUserName', 'Event', 'EventKey', 'TaskId', 'CardType', 'AgentID'].map(field)).toEqual([
      CORP_ID, ME, 'template_card_event', 'done', 'reminder-1', 'button_interaction', '1000002',
    ])
    const button = { replace_name: '好' }
    const update = { agentid: 1000002, userids: [ME], response_code: field('ResponseCode'), button }
    expect(callApi(world, '/cgi-bin/message/update_template_card', {}, update).body.errcode).toBe(0)
    expect(press).toThrow(ActionError)
  })

  it.each([
    [{ key: 'other' }],
    [{ messageId: 'other' }],
    [{ userId: 'chenzhiyuan' }],
  ])('cannot be pressed with %o', (change) => {
    send(world, cardMessage)
    expect(() => press(change)).toThrow(ActionError)
    expect(callbacks.deliveries()).toEqual([])
  })
})
