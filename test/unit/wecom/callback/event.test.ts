import { expect, it } from 'vitest'
import { readCallbackEvent } from '../../../../server/wecom/callback/event.ts'
import { eventXml } from '../../../../simulator/callback/event.ts'
import type { ChatEvent } from '../../../../simulator/callback/event.ts'
import { refusedBy } from './refused-by.ts'

it('a press on a card tells who pressed what', () => {
  const message = eventXml('ww1', 1_795_000_000, {
    event: 'template_card_event', userId: 'linxiaotong', agentId: 1_000_002, key: 'done', taskId: 'task-1',
    cardType: 'button_interaction', responseCode: 'code',
  })
  expect(readCallbackEvent(message)).toEqual({
    kind: 'card', userId: 'linxiaotong', taskId: 'task-1', key: 'done', responseCode: 'code', at: 1_795_000_000,
  })
})

it('a change of a customer group tells who joined or left, and how', () => {
  const chat = { event: 'change_external_chat', changeType: 'update', chatId: 'wr1' } as const
  const read = (event: ChatEvent) => readCallbackEvent(eventXml('ww1', 1_795_000_000, event))
  const told = { kind: 'group', chatId: 'wr1', at: 1_795_000_000 }
  expect(read({ ...chat, updateDetail: 'add_member', joinScene: 3, changed: ['wm1', 'lin'] }))
    .toEqual({ ...told, change: 'joined_group', way: 'qr_code', people: ['wm1', 'lin'] })
  expect(read({ ...chat, updateDetail: 'add_member', joinScene: 0, changed: ['wm1'] }))
    .toMatchObject({ way: 'invited' })
  expect(read({ ...chat, updateDetail: 'del_member', quitScene: 0, changed: ['wm1'] }))
    .toEqual({ ...told, change: 'left_group', way: 'left', people: ['wm1'] })
  expect(read({ ...chat, updateDetail: 'del_member', quitScene: 1, changed: ['wm1'] }))
    .toMatchObject({ way: 'removed' })
  for (const other of [
    { ...chat, updateDetail: 'change_name' }, { ...chat, changeType: 'dismiss' },
    { ...chat, changeType: 'create', updateDetail: 'add_member' },
  ] as const) {
    expect(read(other)).toEqual({ ...told, change: undefined, way: undefined, people: [] })
  }
})

it('what an event leaves out is empty', () => {
  const read = (event: string) => readCallbackEvent(`<xml><Event>${event}</Event></xml>`)
  expect(read('template_card_event'))
    .toEqual({ kind: 'card', userId: '', taskId: '', key: '', responseCode: '', at: 0 })
  expect(read('change_external_chat'))
    .toEqual({ kind: 'group', chatId: '', change: undefined, way: undefined, people: [], at: 0 })
})

it('a message of another form is refused, and the log is told that it is the message', () => {
  expect(() => readCallbackEvent('rubbish')).toThrow(refusedBy('message'))
})
