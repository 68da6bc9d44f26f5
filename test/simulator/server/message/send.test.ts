import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Notice } from '../../../../simulator/world/notices.ts'
import { ME, makeWorld, tokenOf } from '../../support.ts'
import { card, cardMessage, chatOf, receiver, send, text } from './support.ts'

// Limits count in minutes, hours and days of the clock: none of them ends within a test.
beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 12), toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const withCard = (change: object) => ({ ...cardMessage, template_card: { ...card, ...change } })
const textcard = (change: object) => ({
  ...text,
  msgtype: 'textcard',
  textcard: { title: '新订单', description: '<div class="gray">今天</div>沙发 1 件', url: 'http://localhost:5181/', ...change },
})

describe('message/send (doc 90236)', () => {
  it('reaches each receiver\'s own conversation with the app, and the shell', () => {
    const world = makeWorld()
    const notices: Notice[] = []
    world.notices.onSend(notice => notices.push(notice))
    const first = send(world, { ...text, touser: `${ME}|chenzhiyuan` })
    expect(first).toEqual({ errcode: 0, errmsg: 'ok', msgid: expect.any(String) })
    send(world, { ...text, text: { content: '第二条' } })
    expect(chatOf(world)).toMatchObject({ title: '客户侧边栏', memberIds: [ME] })
    expect(chatOf(world)?.messages.map(message => message.text)).toEqual(['周五回访张伟', '第二条'])
    expect(chatOf(world, 'chenzhiyuan')?.messages).toMatchObject([{ id: first.msgid, from: '客户侧边栏' }])
    expect(notices.map(({ kind }) => kind)).toEqual(['world', 'world', 'message'])
  })

  it('names receivers that do not exist or are not visible, in lower case, and reaches the others', () => {
    const world = makeWorld({ visibleUserIds: [ME, 'chenzhiyuan'] })
    expect(send(world, { ...text, touser: 'LinXiaotong|WangSiqi|NoBody', toparty: '2|77', totag: '5' })).toMatchObject({
      errcode: 0, invaliduser: 'wangsiqi|nobody', invalidparty: '77', invalidtag: '5',
    })
    expect(chatOf(world)?.messages).toHaveLength(1)
    expect(chatOf(world, 'chenzhiyuan')?.messages).toHaveLength(1)
    expect(chatOf(world, 'wangsiqi')).toBeUndefined()
  })

  it('reaches everybody with @all', () => {
    const world = makeWorld({ visibleUserIds: [ME, 'wangsiqi'] })
    expect(send(world, { ...text, touser: '@all' }).errcode).toBe(0)
    expect(world.scenario.chats.filter(({ kind }) => kind === 'app')).toHaveLength(2)
  })

  it.each([
    ['not one receiver', { ...text, touser: 'nobody' }, 81013],
    ['none at all', { ...text, touser: undefined }, 81013],
    ['1,001 receivers', { ...text, touser: Array.from({ length: 1001 }, (_, index) => index).join('|') }, 40032],
    ['no agentid', { ...text, agentid: undefined }, 41011],
    ['an unknown app', { ...text, agentid: 7 }, 40056],
    ['another app', { ...text, agentid: 1000003 }, 301002],
    ['an unknown type', { ...text, msgtype: 'poem' }, 40008],
    ['no body of its type', { ...text, text: undefined }, 40063],
    ['an empty text', { ...text, text: { content: '' } }, 44004],
    ['a textcard without a title', textcard({ title: '' }), 41016],
    ['a textcard without a description', textcard({ description: undefined }), 41033],
    ['a textcard without an address', textcard({ url: undefined }), 41010],
    ['an address without a scheme', textcard({ url: 'localhost:5181' }), 45034],
    ['a very long address', textcard({ url: `http://localhost/${'x'.repeat(2048)}` }), 40039],
    ['a wrong enable_duplicate_check', { ...text, enable_duplicate_check: true }, 40058],
    ['a pause of more than four hours', { ...text, duplicate_check_interval: 14_401 }, 40058],
    ['an unknown card', withCard({ card_type: 'poem' }), 42031],
    ['a card without a title', withCard({ main_title: {} }), 42033],
    ['a card without buttons', withCard({ button_list: [] }), 42038],
    ['seven buttons', withCard({ button_list: Array.from({ length: 7 }, (_, key) => ({ text: 'x', key })) }), 42038],
    ['a button with a long text', withCard({ button_list: [{ text: 'x'.repeat(11), key: 'a' }] }), 42038],
    ['a button without a key', withCard({ button_list: [{ text: 'x' }] }), 42039],
    ['one key twice', withCard({ button_list: [{ text: 'x', key: 'a' }, { text: 'y', key: 'a' }] }), 42039],
    ['a button without an address', withCard({ button_list: [{ text: 'x', type: 1 }] }), 42028],
    ['no task_id', withCard({ task_id: undefined }), 42014],
    ['a task_id with other letters', withCard({ task_id: '提醒' }), 42014],
    ['a notice without an action', withCard({ card_type: 'text_notice' }), 42045],
    ['a notice that opens nothing', withCard({ card_type: 'text_notice', card_action: { type: 1 } }), 42028],
    ['a notice for no mini program', withCard({ card_type: 'text_notice', card_action: { type: 2 } }), 42030],
    ['a news notice without a picture', withCard({ card_type: 'news_notice' }), 42044],
    ['seven rows', withCard({ horizontal_content_list: Array.from({ length: 7 }, () => ({ keyname: 'x' })) }), 42035],
    ['a row without a name', withCard({ horizontal_content_list: [{ value: 'x' }] }), 42027],
    ['four jumps', withCard({ jump_list: Array.from({ length: 4 }, () => ({ title: 'x' })) }), 42042],
  ])('refuses %s', (_, body, errcode) => {
    const world = makeWorld()
    world.receiver = receiver
    expect(send(world, body).errcode).toBe(errcode)
    expect(chatOf(world)).toBeUndefined()
  })

  it('cuts a text after 2,048 bytes, not inside a character', () => {
    const world = makeWorld()
    send(world, { ...text, text: { content: '长'.repeat(1_000) } })
    expect(chatOf(world)?.messages[0]?.text).toBe('长'.repeat(682))
  })

  it('shows a textcard without its HTML', () => {
    const world = makeWorld()
    send(world, textcard({ btntxt: '查看' }))
    expect(chatOf(world)?.messages[0]).toMatchObject({
      msgtype: 'textcard',
      link: 'http://localhost:5181/',
      card: { title: '新订单', description: '今天\n沙发 1 件', buttons: [{ text: '查看', url: 'http://localhost:5181/' }] },
    })
  })

  it('sends a card with keys only when the app has a callback address', () => {
    const world = makeWorld()
    expect(send(world, cardMessage).errcode).toBe(43012)
    world.receiver = receiver
    expect(send(world, cardMessage)).toMatchObject({ errcode: 0, response_code: expect.any(String) })
    expect(chatOf(world)?.messages[0]?.card).toMatchObject({ title: '回访提醒', taskId: 'reminder-1' })
    const asOther = { access_token: tokenOf(world, 1) }
    expect(send(world, { ...cardMessage, agentid: 1000003 }, asOther).errcode).toBe(43012)
  })

  it('refuses the task_id of an earlier card of the app', () => {
    const world = makeWorld()
    world.receiver = receiver
    send(world, cardMessage)
    expect(send(world, withCard({ main_title: { title: '另一张' } })).errcode).toBe(42014)
  })

  it('sends an equal request once within the time of its duplicate check', () => {
    const world = makeWorld()
    const once = { ...text, enable_duplicate_check: 1, duplicate_check_interval: 60 }
    const { msgid } = send(world, once)
    expect(send(world, once)).toMatchObject({ errcode: 0, msgid })
    expect(send(world, { ...once, text: { content: '别的' } }).msgid).not.toBe(msgid)
    expect(chatOf(world)?.messages).toHaveLength(2)
    world.changeSettings({ clockOffsetMs: 61_000 })
    expect(send(world, once).msgid).not.toBe(msgid)
    send(world, text)
    send(world, text)
    expect(chatOf(world)?.messages).toHaveLength(5)
  })

  it.each([
    [{ memberMessagesPerMinute: 2 }, 60_000],
    [{ memberMessagesPerHour: 2 }, 3_600_000],
  ])('drops what is beyond %o and says ok', (settings, windowMs) => {
    const world = makeWorld(settings)
    for (let count = 0; count < 4; count++) expect(send(world, text).errcode).toBe(0)
    expect(chatOf(world)?.messages).toHaveLength(2)
    send(world, { ...text, touser: 'chenzhiyuan' })
    expect(chatOf(world, 'chenzhiyuan')?.messages).toHaveLength(1)
    world.changeSettings({ clockOffsetMs: windowMs })
    send(world, text)
    expect(chatOf(world)?.messages).toHaveLength(3)
  })

  it('refuses more messages in a day than the company may send, each receiver counted', () => {
    const world = makeWorld({ messagesPerDay: 3 })
    expect(send(world, { ...text, touser: `${ME}|chenzhiyuan` }).errcode).toBe(0)
    expect(send(world, { ...text, touser: `${ME}|chenzhiyuan` }).errcode).toBe(45009)
    expect(chatOf(world)?.messages).toHaveLength(1)
  })

  it('allows 30 a minute and 1,000 an hour', () => {
    expect(makeWorld().settings).toMatchObject({ memberMessagesPerMinute: 30, memberMessagesPerHour: 1_000 })
  })
})
