import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import type { AuditRecord } from '../../shared/types/audit.ts'
import type { Reminder, ReminderList } from '../../shared/types/reminder.ts'
import { performAction } from '../../simulator/actions/perform.ts'
import { eventually } from '../support/eventually.ts'
import { callbackEnv, receiveCallbacks, signedCallback } from './support/callback.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { runAudit } from './support/audit-command.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const PATH = `/api/customers/${withUnionId.externalUserId}/reminders`

let stack: Stack
let lin: Webview
beforeAll(async () => {
  stack = await startStack({ ...FLOOD_LIMITS, ...callbackEnv })
  lin = await signIn(stack)
  await receiveCallbacks(stack.simulator, stack.directUrl)
})
afterAll(() => stack.close())

async function send(method: string, path: string, content?: unknown) {
  const headers = { origin: stack.url, ...content !== undefined && { 'content-type': 'application/json' } }
  const body = content === undefined ? undefined : JSON.stringify(content)
  const answer = await lin.get(path, { method, headers, body })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Reminder & { error?: unknown } }
}
const listed = async (path = '/api/reminders') => ((await (await lin.get(path)).json()) as ReminderList).reminders
const soon = (ms = 0) => new Date(Date.now() + ms).toISOString()
/** The cards with this text in the member's chats with apps. */
const cards = (text: string) => stack.simulator.world.scenario.chats
  .filter(({ kind, memberIds }) => kind === 'app' && memberIds.includes('linxiaotong'))
  .flatMap(({ messages }) => messages).filter(({ card }) => card?.description === text)
const shown = (text: string) => cards(text)[0]!.card!.buttons.map(button => button.text)
const press = (text: string, key: string) => performAction(stack.simulator, {
  action: 'pressButton', userId: 'linxiaotong', messageId: cards(text)[0]!.id!, key,
})
/** Adds a reminder. @returns it when its card has arrived */
async function arrived(text: string): Promise<Reminder> {
  const { body } = await send('POST', PATH, { text, dueAt: soon() })
  await eventually(() => expect(cards(text)).toHaveLength(1))
  return body
}

describe('reminders', () => {
  it('arrive once as a card of the app, again after a snooze, and also when the server was killed', async () => {
    const now = await send('POST', PATH, { text: '回电', dueAt: soon() })
    expect(now).toMatchObject({ status: 200, body: { state: 'open', version: 1 } })
    const later = await send('POST', PATH, { text: '寄样品', dueAt: soon(3_600_000) })
    await stack.restart()
    await eventually(async () => expect(await listed(PATH)).toMatchObject([{ state: 'sent' }, { state: 'open' }]))
    expect([cards('回电').length, cards('寄样品').length]).toEqual([1, 0])

    const snoozed = { version: 1, dueAt: soon() }
    expect(await send('POST', `${PATH}/${later.body.id}/snooze`, snoozed)).toMatchObject({ body: { version: 2 } })
    expect((await send('POST', `${PATH}/${later.body.id}/snooze`, { version: 1, dueAt: soon(9_000) })).status).toBe(409)
    await eventually(() => expect(cards('寄样品')).toHaveLength(1))

    expect((await send('POST', `${PATH}/${now.body.id}/done`)).status).toBe(204)
    expect((await send('DELETE', `${PATH}/${later.body.id}`)).status).toBe(204)
    expect(await listed()).toEqual([])
  })

  it('are done and snoozed by the buttons of their card, by their member only', async () => {
    const first = await arrived('按钮完成')
    expect(cards('按钮完成')[0]!.link).toBe(`${stack.url}/?customer=${withUnionId.externalUserId}`)
    expect(shown('按钮完成')).toEqual(['完成', '1 小时后', '明天此时'])
    const forged = `<xml><FromUserName>chenzhiyuan</FromUserName><Event>template_card_event</Event>`
      + `<TaskId>${first.id}-1</TaskId><EventKey>done</EventKey>`
      + `<CreateTime>${Math.floor(Date.now() / 1_000)}</CreateTime></xml>`
    const other = await signedCallback(stack.simulator.appCredentials.corpId, forged).post(stack.directUrl)
    expect(other.status).toBe(200)
    expect(await listed()).toMatchObject([{ id: first.id }])
    press('按钮完成', 'done')
    await eventually(async () => expect(await listed()).toEqual([]))
    await eventually(() => expect(shown('按钮完成')).toEqual(['已完成']))
    const { stdout } = await runAudit(stack, ['who', withUnionId.externalUserId, '--json'])
    const rows = stdout.split('\n').filter(Boolean).map(line => JSON.parse(line) as AuditRecord)
    // The callback comes from WeCom: its network is not the member's.
    expect(rows.find(({ details }) => details.via === 'card')).toMatchObject({
      action: 'finish_reminder', actor: 'linxiaotong', network: '', details: { reminder: first.id },
    })

    const second = await arrived('按钮推迟')
    press('按钮推迟', 'hour')
    await eventually(async () => expect(await listed()).toMatchObject([{ id: second.id, version: 2, state: 'open' }]))
    const [{ dueAt }] = await listed() as [Reminder]
    expect(Math.abs(Date.parse(dueAt) - Date.now() - 3_600_000)).toBeLessThan(60_000)
    await eventually(() => expect(shown('按钮推迟')).toEqual(['已推迟']))
    await send('DELETE', `${PATH}/${second.id}`)
  })

  it('are refused for another one\'s customer, for the past, and without a text', async () => {
    const good = { text: 'x', dueAt: soon(60_000) }
    expect((await send('POST', `/api/customers/${stranger.externalUserId}/reminders`, good)).status).toBe(404)
    for (const bad of [{ text: ' ' }, { dueAt: soon(-120_000) }, { dueAt: 'tomorrow' }, { text: 'x'.repeat(101) }]) {
      expect((await send('POST', PATH, { ...good, ...bad })).status).toBe(400)
    }
    expect(await listed()).toEqual([])
  })

  it('about a customer the member has lost are cleared up by page and card, and not snoozed', async () => {
    const byPage = await arrived('页面清理')
    await arrived('卡片清理')
    await arrived('卡片推迟')
    performAction(stack.simulator, {
      action: 'deleteContact', userId: 'linxiaotong', externalUserId: withUnionId.externalUserId,
    })
    await eventually(async () => expect((await send('GET', PATH)).status).toBe(404))

    const one = `${PATH}/${byPage.id}`
    expect((await send('POST', `${one}/snooze`, { version: 1, dueAt: soon(60_000) })).status).toBe(404)
    press('卡片推迟', 'hour')
    await eventually(() => expect(shown('卡片推迟')).toEqual(['提醒已失效']))
    expect(await listed()).toMatchObject([{ version: 1 }, { version: 1 }, { version: 1 }])

    expect((await send('POST', `${one}/done`)).status).toBe(204)
    expect(await send('DELETE', `${one}/done`)).toMatchObject({ status: 200, body: { id: byPage.id } })
    expect((await send('DELETE', `/api/customers/${stranger.externalUserId}/reminders/${byPage.id}`)).status).toBe(404)
    expect((await send('DELETE', one)).status).toBe(204)
    press('卡片清理', 'done')
    await eventually(() => expect(shown('卡片清理')).toEqual(['已完成']))
    expect(await listed()).toMatchObject([{ text: '卡片推迟' }])
  })
})
