import { expect, it } from 'vitest'
import { readCallbackEvent } from '../../../../server/wecom/callback/event.ts'
import { eventXml } from '../../../../simulator/callback/event.ts'

it('a press on a card tells who pressed what', () => {
  const message = eventXml('ww1', 1_795_000_000, {
    event: 'template_card_event', userId: 'linxiaotong', agentId: 1_000_002, key: 'done', taskId: 'task-1',
    cardType: 'button_interaction', responseCode: 'code',
  })
  expect(readCallbackEvent(message)).toEqual({
    kind: 'card', userId: 'linxiaotong', taskId: 'task-1', key: 'done', responseCode: 'code', at: 1_795_000_000,
  })
})
