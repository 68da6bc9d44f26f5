import { beforeEach, describe, expect, it } from 'vitest'
import type { World } from '../../../../simulator/world/world.ts'
import { ME, callApi, makeWorld, tokenOf } from '../../support.ts'
import { cardMessage, chatOf, receiver, send, text } from './support.ts'

const HOUR_MS = 3_600_000

let world: World
beforeEach(() => {
  world = makeWorld()
  world.receiver = receiver
})
const shown = (userId = ME) => chatOf(world, userId)?.messages[0]

describe('message/update_template_card (doc 94888)', () => {
  const both = { ...cardMessage, touser: `${ME}|chenzhiyuan` }
  const sent = () => String(send(world, both).response_code)
  const update = (body: object, query: Record<string, string> = {}) =>
    callApi(world, '/cgi-bin/message/update_template_card', query, { agentid: 1000002, ...body }).body
  const button = { replace_name: '已完成' }

  it('replaces the buttons for the named receivers only, and names the others', () => {
    expect(update({ response_code: sent(), userids: [ME.toUpperCase(), 'WangSiqi'], button })).toEqual({
      errcode: 0, errmsg: 'ok', invaliduser: ['wangsiqi'],
    })
    expect(shown()?.card?.buttons).toEqual([{ text: '已完成', disabled: true }])
    expect(shown('chenzhiyuan')?.card?.buttons).toHaveLength(2)
  })

  it('replaces the whole card for all', () => {
    const next = {
      card_type: 'text_notice', main_title: { title: '已完成' }, card_action: { type: 1, url: 'http://localhost/' },
    }
    expect(update({ response_code: sent(), atall: 1, template_card: next })).toEqual({ errcode: 0, errmsg: 'ok' })
    for (const userId of [ME, 'chenzhiyuan']) {
      expect(shown(userId)).toMatchObject({ text: '已完成', link: 'http://localhost/', card: { buttons: [] } })
    }
  })

  it('takes each code once, within 72 hours', () => {
    const code = sent()
    expect(update({ response_code: code, atall: 1, button: {} }).errcode).toBe(42020)
    expect(update({ response_code: code, atall: 1, button }).errcode).toBe(0)
    expect(update({ response_code: code, atall: 1, button }).errcode).toBe(42022)
    const task = { ...cardMessage.template_card, task_id: 'reminder-2' }
    const late = send(world, { ...cardMessage, template_card: task }).response_code
    world.changeSettings({ clockOffsetMs: 73 * HOUR_MS })
    expect(update({ response_code: late, atall: 1, button }).errcode).toBe(42003)
  })

  it.each([
    [{}, 40063],
    [{ response_code: 'unknown', atall: 1, button }, 40058],
    [{ agentid: 7 }, 40056],
  ])('refuses %o', (body, errcode) => {
    expect(update(body).errcode).toBe(errcode)
  })

  it('refuses another app, and a call without receivers', () => {
    const code = sent()
    const asOther = { access_token: tokenOf(world, 1) }
    expect(update({ response_code: code, atall: 1, button, agentid: 1000003 }, asOther).errcode).toBe(42015)
    expect(update({ response_code: code, button }).errcode).toBe(81013)
  })
})

describe('message/recall (doc 94867)', () => {
  const recall = (msgid: unknown, query: Record<string, string> = {}) =>
    callApi(world, '/cgi-bin/message/recall', query, { msgid }).body.errcode

  it('takes the message back from all receivers', () => {
    const { msgid } = send(world, { ...cardMessage, touser: `${ME}|chenzhiyuan` })
    expect(recall(msgid)).toBe(0)
    for (const userId of [ME, 'chenzhiyuan']) {
      expect(shown(userId)).toMatchObject({ msgtype: 'recalled', text: '消息已撤回' })
      expect(shown(userId)).not.toHaveProperty('card')
    }
  })

  it('refuses an unknown message, that of another app, and one of yesterday', () => {
    const { msgid } = send(world, text)
    expect(recall(undefined)).toBe(40058)
    expect(recall('unknown')).toBe(40058)
    expect(recall(msgid, { access_token: tokenOf(world, 1) })).toBe(40058)
    world.changeSettings({ clockOffsetMs: 25 * HOUR_MS })
    expect(recall(msgid, { access_token: tokenOf(world) })).toBe(42052)
    expect(shown()?.text).toBe('周五回访张伟')
  })
})
