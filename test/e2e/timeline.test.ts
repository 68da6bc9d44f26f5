import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import { performAction } from '../../simulator/actions/perform.ts'
import type { Note } from '../../shared/types/note.ts'
import type { TimelinePage } from '../../shared/types/timeline.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import { eventually } from '../support/eventually.ts'
import { callbackEnv, changeRemark, receiveCallbacks } from './support/callback.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { storedTexts } from './support/stored-texts.ts'
import { askAsSystem } from './support/system.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const key = {
  id: 'crm',
  secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ',
  scopes: ['timeline:write', 'identities:erase', 'identities:export'],
}
const { externalUserId, unionId } = withUnionId
const PATH = `/api/customers/${externalUserId}`

let stack: Stack
let lin: Webview
beforeAll(async () => {
  stack = await startStack({ ...FLOOD_LIMITS, ...callbackEnv, NUXT_API_KEYS: JSON.stringify([key]) })
  lin = await signIn(stack)
})
afterAll(() => stack.close())

async function send(webview: Webview, method: string, path: string, content?: unknown) {
  const headers = { origin: stack.url, ...content !== undefined && { 'content-type': 'application/json' } }
  const body = content === undefined ? undefined : JSON.stringify(content)
  const answer = await webview.get(path, { method, headers, body })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Record<string, unknown> }
}
const timeline = async (query = '') =>
  (await (await lin.get(`${PATH}/timeline${query}`)).json()) as TimelinePage
const actions = async () => (await timeline()).entries.map(({ action, who }) => [action, who])

describe('the timeline of a customer', () => {
  it('tells who added the customer, and what members, WeCom and the company\'s systems do', async () => {
    const first = await timeline()
    expect(first.entries).toContainEqual(expect.objectContaining({ action: 'added', who: 'linxiaotong' }))
    expect(first.names).toMatchObject({ linxiaotong: expect.stringMatching(/./) as string })

    const edit = await send(lin, 'PATCH', PATH, { before: {}, after: { description: '喜欢周末来展厅' } })
    expect(edit.status).toBe(200)
    await eventually(async () => expect(await actions()).toContainEqual(['notes', 'linxiaotong']))
    await receiveCallbacks(stack.simulator, stack.directUrl)
    await changeRemark(stack.simulator, externalUserId, '新备注')
    await eventually(async () => expect(await actions()).toContainEqual(['in_wecom', 'linxiaotong']))

    const events = [{ id: 'order-1', at: new Date().toISOString(), text: '订单已支付', unionId }]
    for (const recorded of [1, 0]) {
      expect(await askAsSystem(stack.directUrl, key, 'POST', '/api/timeline', { events }))
        .toMatchObject({ status: 200, body: { recorded, known: 1 - recorded } })
    }
    expect((await timeline('?kind=event')).entries).toMatchObject([{ text: '订单已支付', source: 'api-key:crm' }])
  })

  it('tells that the customer left and joined a group, and keeps nothing of others who did', async () => {
    const { chatId, members } = decorationGroup
    const guest = members.at(-1)!.id
    for (const id of [guest, externalUserId]) {
      performAction(stack.simulator, { action: 'leaveGroup', chatId, id, scene: 1 })
      performAction(stack.simulator, { action: 'joinGroup', chatId, id, scene: 3 })
    }
    await eventually(async () => {
      const { entries } = await timeline('?kind=group')
      expect(entries.map(({ action, groupWay }) => `${action} ${groupWay}`).sort())
        .toEqual(['joined_group invited', 'joined_group qr_code', 'left_group removed'])
    })
    const database = openSqlDatabase({ folder: stack.dataDir })
    const rowsAbout = (table: 'timelineEntry' | 'callbackEvent') => database.run(query =>
      query.selectFrom(table).select('id').where('subjectId', '=', guest).execute())
    await eventually(async () => expect(await rowsAbout('callbackEvent')).toEqual([]))
    expect(await rowsAbout('timelineEntry')).toEqual([])
    await database.close()
  })

  it('refuses malformed events, and writes none of them', async () => {
    const good = { id: 'a', at: '2026-11-20T12:00:00Z', text: 'x', unionId }
    for (const event of [
      { ...good, externalUserId }, { ...good, unionId: undefined }, { ...good, text: ' ' },
      { ...good, at: 'yesterday' },
      { ...good, unionId: undefined, openId: 'o' }, { ...good, id: '' }, { ...good, text: 'x'.repeat(201) },
    ]) {
      expect(await askAsSystem(stack.directUrl, key, 'POST', '/api/timeline', { events: [good, event] }))
        .toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    }
    expect((await timeline('?kind=event')).entries).toHaveLength(1)
  })

  it('opens to followers only, as the profile does, for every door', async () => {
    const { body } = await send(lin, 'POST', `${PATH}/notes`, { text: '只给我看', visibility: 'me' })
    const { id } = body as unknown as Note
    const foreign = `/api/customers/${stranger.externalUserId}`
    expect((await lin.get(foreign)).status).toBe(404)
    const doors: [string, string, unknown?][] = [
      ['GET', `${foreign}/timeline`], ['POST', `${foreign}/notes`, { text: 'x', visibility: 'followers' }],
      ['PATCH', `${foreign}/notes/${id}`, { before: '只给我看', after: 'x' }], ['DELETE', `${foreign}/notes/${id}`],
      ['POST', `${foreign}/notes/${id}/pin`], ['DELETE', `${foreign}/notes/${id}/pin`],
      ['GET', `${foreign}/notes/${id}/versions`], ['POST', `${foreign}/sent-replies`, {}],
    ]
    for (const [method, path, content] of doors) {
      expect(await send(lin, method, path, content), `${method} ${path}`)
        .toMatchObject({ status: 404, body: { code: 'customer_not_found' } })
    }
  })

  it('has notes that are written, changed, pinned and deleted, and on record without their text', async () => {
    const note = await send(lin, 'POST', `${PATH}/notes`, { text: ' 报价已发，\r\n周五回复 ', visibility: 'followers' })
    const { id } = note.body as unknown as Note
    expect(note.body).toMatchObject({ text: '报价已发，\n周五回复', author: 'linxiaotong', pinned: false })
    const change = { before: '报价已发，\n周五回复', after: '报价已接受' }
    expect((await send(lin, 'PATCH', `${PATH}/notes/${id}`, change)).body).toMatchObject({ text: '报价已接受' })
    expect(await send(lin, 'PATCH', `${PATH}/notes/${id}`, { ...change, after: 'x' }))
      .toMatchObject({ status: 409, body: { code: 'edit_conflict' } })
    expect((await send(lin, 'GET', `${PATH}/notes/${id}/versions`)).body)
      .toMatchObject({ versions: [{ text: '报价已发，\n周五回复' }] })
    expect((await send(lin, 'POST', `${PATH}/notes/${id}/pin`)).body).toMatchObject({ pinned: true })
    expect((await timeline()).notes).toMatchObject([{ id, pinned: true }, { text: '只给我看' }])
    expect((await send(lin, 'DELETE', `${PATH}/notes/${id}`)).status).toBe(204)
    expect(await send(lin, 'DELETE', `${PATH}/notes/${id}`))
      .toMatchObject({ status: 404, body: { code: 'note_not_found' } })
    await eventually(() => {
      for (const action of ['add_note', 'change_note', 'pin_note', 'delete_note', 'view_timeline', 'write_timeline']) {
        expect(stack.app().output()).toContain(`"action":"${action}"`)
      }
    })
    expect(stack.app().output()).not.toContain('报价')
  })

  it('is exported and erased with the person', async () => {
    await send(lin, 'POST', `${PATH}/notes`, { text: 'CANARY of a note', visibility: 'followers' })
    const exported = await askAsSystem(stack.directUrl, key, 'GET', `/api/identities/${unionId}/export`)
    expect(JSON.stringify(exported.body)).toContain('CANARY of a note')
    expect(exported.body.timeline).not.toEqual([])
    expect(storedTexts(stack.dataDir).join()).toContain('CANARY of a note')
    expect((await askAsSystem(stack.directUrl, key, 'DELETE', `/api/identities/${unionId}`)).status).toBe(200)
    const left = storedTexts(stack.dataDir).join()
    for (const text of ['CANARY of a note', '订单已支付', '只给我看']) expect(left).not.toContain(text)
    const again = await askAsSystem(stack.directUrl, key, 'GET', `/api/identities/${unionId}/export`)
    expect(again.body)
      .toMatchObject({
        timeline: [], notes: [], noteVersions: [], stages: [], fields: [], reminders: [], callbackEvents: [],
      })
  })
})
