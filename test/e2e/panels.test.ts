import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ordinaryCustomers } from '../../simulator/scenarios/default/ordinary-customers.ts'
import { manyFollowers, stranger, wecomCustomer, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import type { AuditPage } from '../../shared/types/audit.ts'
import type { PanelLine } from '../../shared/types/panel.ts'
import { PANEL_TEXTS } from '../../i18n/panel-texts.ts'
import { REMINDER_TEXTS } from '../../i18n/reminder-texts.ts'
import { freePort } from '../support/free-port.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { startExample } from './support/example.ts'
import { cardAnswer, startPanelProvider } from './support/panel-provider.ts'
import type { PanelProvider } from './support/panel-provider.ts'
import { waitForName, zh } from './support/profile.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const ORDERS = {
  version: 1, title: 'Orders', blocks: [{ type: 'fields', fields: [{ label: 'Last order', value: 'A-42' }] }],
}

let provider: PanelProvider
let stack: Stack
let lin: Webview
let wang: Webview
beforeAll(async () => {
  provider = await startPanelProvider()
  const panelOf = (id: string, needs: string[]) => ({
    id, title: { zh: id, en: id }, url: `${provider.url}/${id}`, secret: provider.secret, needs,
  })
  stack = await startStack({
    NUXT_PANELS: JSON.stringify([panelOf('slow', ['name']), panelOf('orders', ['unionId'])]),
    NUXT_PANELS_ALLOW_PRIVATE: 'true',
    NUXT_ADMIN_USER_IDS: 'wangsiqi',
  }, undefined, { panel: { url: `${provider.url}/orders`, secret: provider.secret } })
  lin = await signIn(stack)
  wang = await signIn(stack, { userId: 'wangsiqi' })
})
afterAll(async () => {
  await stack.close()
  await provider.close()
})

/** Texts that would run code in 50 ways, each in every kind of block beside lists. */
const WAYS = HOSTILE_TEXTS.filter((_text, index) => index % 6 === 0)
const inBlocksOf = (count: number, block: (texts: string[], from: number) => object) =>
  Array.from({ length: Math.ceil(WAYS.length / count) }, (_, index) =>
    block(WAYS.slice(index * count, (index + 1) * count), index * count))
const EVERYWHERE = [
  { type: 'fields', fields: WAYS.map(text => ({ label: text, value: text, copyable: true })) },
  { type: 'table', columns: WAYS.slice(0, 8).map(label => ({ label })), rows: inBlocksOf(8, texts => texts) },
  { type: 'timeline', events: WAYS.map(text => ({ at: '2026-03-01T08:00:00Z', title: text, detail: text })) },
  ...inBlocksOf(12, texts => ({ type: 'metrics', metrics: texts.map(text => ({ label: text, value: text })) })),
  ...inBlocksOf(10, (texts, from) => ({
    type: 'actions', actions: texts.map((label, index) => ({ id: `a${from + index}`, label, kind: 'submit' })),
  })),
  { type: 'notice', text: WAYS.join('\n').slice(0, 2_000) },
  { type: 'draft', text: WAYS[0], source: WAYS[1] },
]

const pathOf = (externalUserId: string) => `/api/customers/${externalUserId}/panels`
const panelsOf = (externalUserId: string, by = lin) => by.get(pathOf(externalUserId))

/** Runs an action as the page does. */
const act = (externalUserId: string, action: string, ticket: string, by = lin) =>
  by.get(`${pathOf(externalUserId)}/orders/actions/${action}`, {
    method: 'POST', headers: { 'origin': stack.url, 'content-type': 'application/json' },
    body: JSON.stringify({ ticket, input: {}, idempotencyKey: 'k' }),
  })

/** @returns the ticket of the only action of the panel with orders */
async function ticketFor(externalUserId: string): Promise<string> {
  const [line] = await linesOf(externalUserId, '?panel=orders')
  const blocks = line && 'card' in line ? line.card.blocks : []
  const [action] = blocks.flatMap(block => block.type === 'actions' ? block.actions : [])
  return action?.kind === 'submit' ? action.ticket! : ''
}

async function linesOf(externalUserId: string, query = ''): Promise<PanelLine[]> {
  const answer = await lin.get(pathOf(externalUserId) + query)
  return (await answer.text()).trim().split('\n').map(line => JSON.parse(line) as PanelLine)
}

const { newTab, newWebview, openSidebar } = useBrowser()

describe('the panels beside a customer', () => {
  const t = PANEL_TEXTS['zh-CN']

  it('come after the customer by one request; one that does not answer says so, and offers another try', async () => {
    provider.answers = { orders: cardAnswer(ORDERS) }
    const path = `/api/customers/${withUnionId.externalUserId}`
    const { page, apiRequests } = await newWebview(stack, { chatId: 'with-unionid' })
    // The page says that it waits only until it gives up.
    await Promise.all([page.getByText(t.slow).waitFor(), page.goto(`${stack.url}/`)])
    await page.getByText('A-42').waitFor()
    await waitForName(page, '张伟')
    await page.getByText(t.problems.panel_late).waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    const panelRequests = () => apiRequests.filter(request => request.includes('/panels'))
    expect(panelRequests()).toEqual([`${path}/panels`])
    expect(apiRequests[0]).toBe(`${path}?beside=1&drawn=1`)

    provider.answers.slow = cardAnswer({ version: 1, blocks: [{ type: 'notice', text: 'back again' }] })
    await page.getByRole('button', { name: t.retry }).click()
    await page.getByText('back again').waitFor()
    expect(panelRequests()).toEqual([`${path}/panels`, `${path}/panels?panel=slow`])
  })

  it('stay as the member has folded and moved them', async () => {
    provider.answers = { orders: cardAnswer(ORDERS), slow: cardAnswer({ ...ORDERS, title: 'Visits' }) }
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    await page.getByText('A-42').nth(1).waitFor()
    const headings = page.getByRole('button', { name: /^(?:Orders|Visits)$/ })
    async function keeping(change: () => Promise<void>) {
      const kept = page.waitForResponse(answer => answer.url().endsWith('/api/sections'))
      await change()
      expect((await kept).status()).toBe(204)
    }
    const fold = () => keeping(() => headings.filter({ hasText: 'Visits' }).click())
    await fold()
    expect(await page.getByText('A-42').count()).toBe(1)
    await page.locator('[data-panel-order]').press('Enter')
    const dialog = page.getByRole('dialog', { name: t.order })
    await keeping(() => dialog.getByRole('button', { name: t.up('orders') }).press('Enter'))
    // The focus has gone with the panel, which is the first now.
    await keeping(() => page.keyboard.press('Enter'))
    await keeping(() => page.keyboard.press('Enter'))
    expect(await accessibilityViolations(page)).toEqual([])
    await page.goBack()
    await dialog.waitFor({ state: 'detached' })
    expect(await headings.allInnerTexts()).toEqual(['Orders', 'Visits'])
    await page.reload()
    // Until its card is there, a panel has another heading.
    await headings.nth(1).waitFor()
    expect(await headings.allInnerTexts()).toEqual(['Orders', 'Visits'])
    expect(await headings.last().getAttribute('aria-expanded')).toBe('false')
    // The other tests find it open.
    await fold()
  })

  it('offer a reply that only a click in the reply box sends; what it was changed into stays until then', async () => {
    provider.answers = {
      orders: cardAnswer({ version: 1, blocks: [{ type: 'draft', text: '您好，已发货。', source: '助手' }] }),
      slow: cardAnswer(ORDERS),
    }
    const messages = () => stack.simulator.world.scenario.chats.find(({ id }) => id === 'with-unionid')!.messages
    const before = messages().length
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    const kept = () => page.waitForResponse(answer => answer.url().endsWith('/drafts/panels'))
    const use = page.getByRole('button', { name: t.useDraft })
    await use.click()
    await Promise.all([kept(), page.getByRole('textbox', { name: t.reply }).fill('您好，餐桌已发货。')])
    await page.reload()
    const offer = page.getByRole('group', { name: `${t.reply} · ${zh.edit.kept}` })
    await offer.getByText('您好，餐桌已发货。').waitFor()
    await offer.getByRole('button', { name: zh.edit.restore }).click()
    expect(messages()).toHaveLength(before)
    await Promise.all([kept(), page.getByRole('button', { name: t.send, exact: true }).click()])
    await expect.poll(() => messages().slice(before).map(({ text }) => text)).toEqual(['您好，餐桌已发货。'])
    await page.reload()
    await use.waitFor()
    expect(await offer.count()).toBe(0)
  })

  it('run an action after its form, and show the next card; the row of the audit names it', async () => {
    const cancel = {
      id: 'cancel', label: 'Cancel A-42', kind: 'submit', confirm: 'It cannot be undone.',
      fields: [{ name: 'reason', label: 'Reason', type: 'text', required: true }],
    }
    let tries = 0
    provider.answers = {
      slow: cardAnswer({ version: 1, blocks: [] }),
      orders(response, call) {
        if (!call.action) cardAnswer({ version: 1, blocks: [{ type: 'actions', actions: [cancel] }] })(response, call)
        else if (++tries === 1) response.writeHead(500).end()
        else cardAnswer({ version: 1, blocks: [{ type: 'notice', text: 'A-42 is cancelled' }] })(response, call)
      },
    }
    const { page } = await newWebview(stack, { chatId: 'with-unionid' }, { viewport: { width: 280, height: 700 } })
    await page.goto(`${stack.url}/`)
    await page.getByRole('button', { name: 'Cancel A-42' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Cancel A-42' })
    await dialog.getByText('It cannot be undone.').waitFor()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('too late')
    await page.keyboard.press('Enter')
    await dialog.getByText(t.problems.panel_unavailable).waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await horizontalOverflow(page)).toBe(0)
    await dialog.getByRole('button', { name: t.retry }).click()
    await page.getByText('A-42 is cancelled').waitFor()
    await page.getByText(t.done, { exact: true }).waitFor()
    expect(await dialog.count()).toBe(0)
    const actions = provider.calls.filter(({ action }) => action)
    expect(actions).toHaveLength(2)
    expect(actions[0]).toEqual(actions[1])
    expect(actions[0]).toMatchObject({
      action: { id: 'cancel', input: { reason: 'too late' } }, customer: { unionId: withUnionId.unionId },
    })
    await expect.poll(async () => {
      const query = `action=run_panel_action&customer=${withUnionId.externalUserId}`
      const { records } = await (await wang.get(`/api/audit?${query}`)).json() as AuditPage
      return records.map(({ actor, details }) => ({ actor, details }))
    }).toEqual(Array(2).fill({
      actor: 'linxiaotong', details: { panel: 'orders', action: 'cancel', fields: ['unionId', 'reason'] },
    }))
  })

  it('keep what was typed into a form: beside its customer, and on the next page, until it is done', async () => {
    const stamp = { id: 'stamp', label: 'Stamp', kind: 'submit', fields: [{ name: 'why', label: 'Why', type: 'text' }] }
    provider.answers = {
      slow: cardAnswer({ version: 1, blocks: [] }),
      orders: (response, call) => cardAnswer(call.action
        ? { version: 1, message: 'Stamped' }
        : { version: 1, blocks: [{ type: 'actions', actions: [stamp] }] })(response, call),
    }
    const { page, client } = await openSidebar(stack, { chatId: 'with-unionid' })
    const field = page.getByRole('dialog').getByRole('textbox', { name: 'Why' })
    async function expectTyped(text: string) {
      await page.getByRole('button', { name: 'Stamp', exact: true }).click()
      await field.waitFor()
      expect(await field.inputValue()).toBe(text)
    }
    async function openChat(chatId: string, name: string) {
      client.chatId = chatId
      await page.evaluate(() => dispatchEvent(new Event('focus')))
      await waitForName(page, name)
    }
    const kept = () => page.waitForResponse(answer => answer.url().endsWith('/drafts/panels'))
    await expectTyped('')
    await Promise.all([kept(), field.fill('ten visits')])
    await page.keyboard.press('Escape')
    await openChat('many-followers', manyFollowers.name)
    await page.getByText('ten visits').waitFor({ state: 'detached' })
    await openChat('with-unionid', '张伟')
    await expectTyped('ten visits')
    await page.reload()
    await expectTyped('ten visits')
    await Promise.all([kept(), field.press('Enter')])
    await page.getByText('Stamped').waitFor()
    await page.reload()
    await expectTyped('')
  })

  it('send into the chat, set tags and the remark, a reminder: each by a click, as the member\'s own', async () => {
    const { externalUserId } = withUnionId
    const inWecom = stack.simulator.world.scenario.customers.find(one => one.externalUserId === externalUserId)!
    const follow = () => inWecom.follows.find(({ userId }) => userId === 'linxiaotong')!
    const tagIds = () => follow().tags!.flatMap(tag =>
      'tagId' in tag ? tag.tagId : [])
    const messages = () => stack.simulator.world.scenario.chats.find(({ id }) => id === 'with-unionid')!.messages
    const before = { messages: messages().length, tags: tagIds(), remark: follow().remark }
    const add = [{ name: '软装搭配', group: '装修需求' }]
    provider.answers = { slow: cardAnswer({ version: 1, blocks: [] }), orders: cardAnswer({
      version: 1, blocks: [{ type: 'actions', actions: [
        { id: 'pay', label: 'Pay', kind: 'send', message: { type: 'link', title: 'A-42', url: 'https://pay.example/42' } },
        { id: 'sofa', label: 'Sofa', kind: 'tag', add },
        { id: 'name', label: 'Rename', kind: 'remark', text: '张伟 A-42' },
        { id: 'call', label: 'Call', kind: 'remind', text: 'Ask about A-42' },
      ] }],
    }) }
    const { page } = await newWebview(stack, { chatId: 'with-unionid' }, { viewport: { width: 280, height: 700 } })
    await page.goto(`${stack.url}/`)
    await page.getByRole('button', { name: 'Pay', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('https://pay.example/42').waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    expect([messages().length, tagIds(), follow().remark]).toEqual([before.messages, before.tags, before.remark])
    await dialog.getByRole('button', { name: t.send, exact: true }).click()
    await expect.poll(() => messages().slice(before.messages)).toMatchObject([
      { msgtype: 'news', text: 'A-42', link: 'https://pay.example/42' },
    ])
    await page.getByRole('button', { name: 'Sofa', exact: true }).click()
    await expect.poll(() => tagIds().length).toBe(before.tags.length + 1)
    await page.getByRole('button', { name: zh.edit.undo }).click()
    await expect.poll(tagIds).toEqual(before.tags)
    await page.getByRole('button', { name: 'Rename', exact: true }).click()
    await expect.poll(() => follow().remark).toBe('张伟 A-42')
    await page.getByRole('button', { name: zh.edit.undo }).click()
    await expect.poll(() => follow().remark).toBe(before.remark)
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    const reminder = page.getByRole('textbox', { name: REMINDER_TEXTS['zh-CN'].text })
    await expect.poll(() => reminder.inputValue()).toBe('Ask about A-42')
    await reminder.press('Enter')
    await expect.poll(async () => (await lin.get(`/api/customers/${externalUserId}/reminders`)).json())
      .toMatchObject({ reminders: [{ text: 'Ask about A-42' }] })
    expect(await horizontalOverflow(page)).toBe(0)
  })

  it('tell admins of their last calls, with the paths of what is wrong', async () => {
    provider.answers = { orders: cardAnswer({ version: 1, blocks: [{ type: 'notice' }] }), slow: cardAnswer(ORDERS) }
    await linesOf(withUnionId.externalUserId)
    const { page } = await newWebview(stack, { userId: 'wangsiqi' })
    await page.goto(`${stack.url}/doctor`)
    const orders = page.locator('[data-panel=orders]')
    await orders.locator('summary').click()
    await orders.locator('li').first().getByText('panel_card_invalid').waitFor()
    expect(await orders.locator('li').first().innerText()).toMatch(/200 · \d+ B[^]*blocks\.0\.text: expected/)
    expect(await accessibilityViolations(page)).toEqual([])
    expect(await page.locator('[data-check=panels]').getAttribute('data-status')).toBe('ok')
    const calls = await (await wang.get('/api/doctor/panels')).text()
    assertNone([withUnionId.unionId!, '张伟', provider.secret, provider.url], [calls], 'told to admins')
    expect((await lin.get('/api/doctor/panels')).status).toBe(404)
  })

  it('show 300 hostile texts as text, at 280 px and in the dark', async () => {
    const lists = [0, 100, 200].map(start => ({
      type: 'list', items: HOSTILE_TEXTS.slice(start, start + 100).map(title => ({ title })),
    }))
    provider.answers = {
      orders: cardAnswer({ version: 1, blocks: lists }), slow: cardAnswer({ version: 1, blocks: EVERYWHERE }),
    }
    const { page } = await newWebview(
      stack, { chatId: 'with-unionid', theme: 'dark' }, { viewport: { width: 280, height: 700 } },
    )
    let dialogs = 0
    page.on('dialog', dialog => void (dialogs++, dialog.dismiss()))
    await page.goto(`${stack.url}/`)
    await page.getByText('alert(1)').last().waitFor()
    // The draft is the last block of the other card.
    await page.getByRole('button', { name: t.useDraft }).waitFor()
    expect(await page.locator('.card bdi').filter({ hasText: /./ }).count()).toBeGreaterThanOrEqual(300 + 8 * 50)
    const own = /^(?:DIV|SPAN|P|DL|DT|DD|UL|OL|LI|BDI|BUTTON|svg|path|rect|TABLE|THEAD|TBODY|TR|TH|TD|TIME)$/
    const tags = await page.locator('.card').evaluateAll(cards =>
      [...new Set(cards.flatMap(card => [...card.querySelectorAll('*')].map(({ tagName }) => tagName)))])
    expect(tags.filter(tag => !own.test(tag))).toEqual([])
    expect(await horizontalOverflow(page)).toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])
    expect(dialogs).toBe(0)
  })
})

describe('GET /api/customers/:externalUserId/panels', () => {
  it('sends each card when it is ready, and hands over what the panel needs', async () => {
    let slow: ServerResponse | undefined
    provider.calls.length = 0
    provider.answers = { orders: cardAnswer(ORDERS), slow: response => void (slow = response) }
    const answer = await panelsOf(withUnionId.externalUserId)
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect(JSON.parse((await reader.read()).value!)).toEqual({ panel: 'orders', card: ORDERS })
    await expect.poll(() => slow).toBeDefined()
    cardAnswer(ORDERS)(slow!, provider.calls[0]!)
    expect(JSON.parse((await reader.read()).value!)).toEqual({ panel: 'slow', card: ORDERS })
    expect((await reader.read()).done).toBe(true)

    const known = { version: 1, member: { userId: 'linxiaotong' }, locale: 'zh-CN', theme: 'light' }
    expect(provider.calls).toHaveLength(2)
    expect(provider.calls.map(({ webhookId: _, ...call }) => call)).toEqual(expect.arrayContaining([
      { ...known, panel: 'orders', customer: { unionId: withUnionId.unionId } },
      { ...known, panel: 'slow', customer: { name: '张伟' } },
    ]))
  })

  it('records each hand-over: who, whose, which panel, which fields', async () => {
    provider.answers = { orders: cardAnswer(ORDERS), slow: cardAnswer(ORDERS) }
    const { externalUserId } = ordinaryCustomers[0]!
    await linesOf(externalUserId)
    await expect.poll(async () => {
      const query = `action=hand_over_to_panel&customer=${externalUserId}`
      const { records } = await (await wang.get(`/api/audit?${query}`)).json() as AuditPage
      return records.map(({ actor, details }) => ({ actor, details }))
    }).toEqual(expect.arrayContaining([
      { actor: 'linxiaotong', details: { panel: 'orders', fields: ['unionId'] } },
      { actor: 'linxiaotong', details: { panel: 'slow', fields: ['name'] } },
    ]))
  })

  it('calls no provider without the unionid that it needs, and says why there is none', async () => {
    provider.calls.length = 0
    expect(await linesOf(wecomCustomer.externalUserId, '?panel=orders')).toEqual([{
      panel: 'orders',
      problem: expect.objectContaining({ code: 'union_id_missing', reason: 'wecom_contact' }) as object,
    }])
    expect(provider.calls).toEqual([])
  })

  it('calls no provider for a member who may not see the customer: 404, as for the profile', async () => {
    provider.calls.length = 0
    const profile = await lin.get(`/api/customers/${stranger.externalUserId}`)
    const panels = await panelsOf(stranger.externalUserId)
    const bodies = await Promise.all([profile, panels].map(async answer => await answer.json() as object))
    const [one, two] = bodies.map(body => ({ ...body, requestId: '' }))
    expect([profile.status, panels.status, two]).toEqual([404, 404, one])
    expect(provider.calls).toEqual([])
  })

  it('runs no action with the ticket of another customer, or without one', async () => {
    const actions = [{ id: 'stamp', label: 'Stamp', kind: 'submit' }]
    provider.answers = {
      orders: cardAnswer({ version: 1, blocks: [{ type: 'actions', actions }] }), slow: cardAnswer(ORDERS),
    }
    const { externalUserId } = withUnionId
    const ticket = await ticketFor(externalUserId)
    provider.calls.length = 0
    const outdated = { problem: { code: 'panel_action_outdated' } }
    for (const answer of [
      await act(ordinaryCustomers[0]!.externalUserId, 'stamp', ticket), await act(externalUserId, 'other', ticket),
      await act(externalUserId, 'stamp', 'x'),
    ]) expect(await answer.json()).toMatchObject(outdated)
    expect((await act(stranger.externalUserId, 'stamp', ticket)).status).toBe(404)
    expect(provider.calls).toEqual([])
    const answer = await act(externalUserId, 'stamp', ticket)
    expect(await answer.json()).toMatchObject({ card: { blocks: [{ type: 'actions' }] } })
    expect(provider.calls).toMatchObject([{ action: { id: 'stamp', input: {} } }])
  })

  it('does not call private addresses unless they are allowed, and prints no secret', async () => {
    const before = stack.app().output()
    await stack.restart({ NUXT_PANELS_ALLOW_PRIVATE: 'false' })
    provider.calls.length = 0
    expect(await linesOf(withUnionId.externalUserId, '?panel=orders')).toMatchObject([
      { panel: 'orders', problem: { code: 'panel_address_refused' } },
    ])
    expect(provider.calls).toEqual([])
    assertNone([provider.secret], [before, stack.app().output()], 'printed by the server')
  })

  it('can be called through the simulated WeCom, which shows each call and replays it', async () => {
    await stack.restart({ NUXT_PANELS_ALLOW_PRIVATE: 'true', NUXT_PANELS: JSON.stringify([{
      id: 'orders', title: { zh: '订单', en: 'Orders' }, url: `${stack.simulator.url}/panel`, secret: provider.secret,
      needs: ['unionId'],
    }]) })
    provider.answers = { orders: cardAnswer(ORDERS) }
    provider.calls.length = 0
    expect(await linesOf(withUnionId.externalUserId)).toEqual([{ panel: 'orders', card: ORDERS }])
    const { id } = stack.simulator.world.log.list('/panel').find(({ body }) => body?.includes(withUnionId.unionId!))!
    const { page } = await newTab({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${stack.simulator.url}/?chat=workbench&lang=en`)
    await page.locator('[data-testid="place-workbench"][aria-current]').waitFor()
    await page.keyboard.press('Alt+KeyL')
    await page.locator(`[data-request="${id}"] button`).click()
    const details = page.locator(`[data-request="${id}"] + .details`)
    await details.getByText(`webhook-id: ${provider.calls[0]!.webhookId}`).waitFor()
    await details.getByText('"Last order"').waitFor()
    await details.getByRole('button', { name: 'Sign again and replay' }).click()
    await expect.poll(() => provider.calls.length).toBe(2)
    await details.getByRole('button', { name: 'Replay as it was' }).click()
    await expect.poll(() => provider.calls.length).toBe(3)
    const [first, again, asItWas] = provider.calls
    expect(asItWas).toEqual(first)
    expect({ ...again, webhookId: '' }).toEqual({ ...first, webhookId: '' })
    expect(again!.webhookId).not.toBe(first!.webhookId)
    await page.locator('[data-request]').getByText('ok: HTTP 200').nth(2).waitFor()
  })

  it('shows the published example', async () => {
    const port = await freePort()
    const stop = await startExample('orders-panel', { PORT: String(port), PANEL_SECRET: provider.secret })
    try {
      await stack.restart({ NUXT_PANELS_ALLOW_PRIVATE: 'true', NUXT_PANELS: JSON.stringify([{
        id: 'orders', title: { zh: '订单', en: 'Orders' }, url: `http://localhost:${port}`, secret: provider.secret,
        needs: ['unionId'],
      }]) })
      expect(await linesOf(withUnionId.externalUserId)).toMatchObject([
        { panel: 'orders', card: { title: '订单', blocks: [
          { type: 'list', items: [{ detail: '¥ 3,280' }] }, { type: 'actions' },
        ] } },
      ])
      const { externalUserId } = withUnionId
      const answer = await act(externalUserId, 'cancel', await ticketFor(externalUserId))
      expect(await answer.json()).toMatchObject({ card: { blocks: [{ type: 'notice', text: '暂无订单' }] } })
    }
    finally {
      await stop()
    }
  })
})
