import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CUSTOMER_FILTER_TEXTS } from '../../i18n/customer-filter-texts.ts'
import { FOLLOWER_TEXTS } from '../../i18n/follower-texts.ts'
import { REMINDER_TEXTS } from '../../i18n/reminder-texts.ts'
import { STORY_TEXTS } from '../../i18n/story-texts.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { chenZhiyuan, linXiaotong } from '../../simulator/scenarios/default/members.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { useBrowser } from './support/browser.ts'
import { signInToMiniProgram } from './support/mini-program.ts'
import { sendFile } from './support/reply-file.ts'
import { cardAnswer, startPanelProvider } from './support/panel-provider.ts'
import type { PanelProvider } from './support/panel-provider.ts'
import { zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'

const t = STORY_TEXTS['zh-CN']
const { text: reminderText, choices } = REMINDER_TEXTS['zh-CN']
const shop = wechatApps.find(({ kind }) => kind === 'miniProgram')!
/** The sidebar of the desktop client, in CSS pixels. */
const FOLD = { width: 360, height: 700 }
const ORDERS = {
  version: 1, title: '订单', blocks: [{ type: 'fields', fields: [{ label: '最近订单', value: '原木餐桌 1.6m' }] }],
}

let provider: PanelProvider
let stack: Stack
/** The clicks of each task, as measured. */
const table: Record<string, number> = {}

beforeAll(async () => {
  provider = await startPanelProvider()
  provider.answers = { orders: cardAnswer(ORDERS) }
  const orders = { id: 'orders', title: { zh: '订单', en: 'Orders' }, url: provider.url + '/orders', needs: ['unionId'] }
  stack = await startStack({
    NUXT_ADMIN_USER_IDS: chenZhiyuan.userId,
    NUXT_PANELS: JSON.stringify([{ ...orders, secret: provider.secret }]),
    NUXT_PANELS_ALLOW_PRIVATE: 'true',
    NUXT_WECHAT_APPS: JSON.stringify([{ appId: shop.appId, secret: shop.secret, kind: shop.kind, name: shop.name }]),
  })
  const write = async (userId: string, method: string, path: string, content: object) => {
    const headers = { 'origin': stack.url, 'content-type': 'application/json' }
    const webview = await signIn(stack, { userId })
    const { status } = await webview.get(path, { method, headers, body: JSON.stringify(content) })
    expect(status, path).toBeLessThan(300)
  }
  await signInToMiniProgram(stack, shop.appId, withUnionId.externalUserId)
  await write(linXiaotong.userId, 'POST', '/api/quick-replies', { scope: 'own', text: '报价单请查收' })
  const url = 'https://www.example.com/cases/89'
  await write(linXiaotong.userId, 'POST', '/api/quick-replies', {
    scope: 'own', text: '', title: '案例', attachment: { type: 'link', title: '滨江 89 平米', url },
  })
  await sendFile(stack, await signIn(stack), { name: '价目表.pdf', content: Buffer.from('a price list') })
  await write(chenZhiyuan.userId, 'PUT', '/api/stages', { before: [], after: [{ name: '报价中' }] })
  await write(chenZhiyuan.userId, 'PUT', '/api/fields', { before: [], after: [{ name: '预算', type: 'number' }] })
})
afterAll(async () => {
  process.stdout.write(`${Object.entries(table).map(([task, clicks]) => rowOf(task, clicks)).join('\n')}\n`)
  await stack.close()
  await provider.close()
})
const { newWebview } = useBrowser()

const rowOf = (task: string, clicks: number) => `| ${task} | ${clicks} |`
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The page in a window of the sidebar. Without a chat: the workbench. */
async function openAt(client: object, shows = 'chatId' in client ? '.ids' : '[data-customer]'): Promise<Page> {
  const { page, problems } = await newWebview(stack, client)
  // The customer of a colleague.
  problems.expect(/status of 404/)
  await page.setViewportSize(FOLD)
  await page.addInitScript(() => {
    const counted = globalThis as unknown as { clicks: number }
    counted.clicks = 0
    const count = (clicks: number) => counted.clicks += clicks
    // A key on a button makes a click event, too, without a detail.
    addEventListener('click', ({ isTrusted, detail }) => count(isTrusted && detail > 0 ? 1 : 0), true)
    // The client draws the list of a choice, where the page sees no click: one opens it, one chooses.
    addEventListener('change', ({ target }) => count(target instanceof HTMLSelectElement ? 2 : 0), true)
  })
  await page.goto(`${stack.url}/`)
  await page.locator(shows).first().waitFor()
  return page
}

/** Does a task, and counts the clicks until it is done. */
async function measure(page: Page, task: string, run: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => Object.assign(globalThis, { clicks: 0 }))
  await run()
  table[task] = await page.evaluate(() => (globalThis as unknown as { clicks: number }).clicks)
}

/** Where an element ends, in pixels from the top of the page that is not scrolled. */
async function endOf(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).first().boundingBox()
  if (!box || box.width === 0) throw new Error(`${selector} has no box`)
  return box.y + box.height
}

describe('the first fold at 360 × 700', () => {
  it('has name, kind, actions, tags, description and colleagues', async () => {
    const page = await openAt({ chatId: 'with-unionid' })
    await button(page, chenZhiyuan.name).waitFor()
    const title = await page.locator('h1').innerText()
    expect(title).toBe(withUnionId.follows[0]!.remark)
    expect(await page.locator('.suffix').first().innerText()).toBe(`@${zh.customer.type.wechat}`)
    expect(await page.locator('.tile').allInnerTexts()).toEqual([
      zh.replies.open, zh.customer.note, zh.customer.reminder, zh.customer.call, zh.client.profile,
    ])
    for (const part of ['h1', '.suffix', '.tile', '[data-edit=tags]', '.description', '.names']) {
      expect(await endOf(page, part), part).toBeLessThanOrEqual(FOLD.height)
    }
  })

  it.each(['with-unionid', 'without-unionid', 'wecom-customer', 'many-followers'])(
    'and the next one the unionid, or why there is none, at the end: %s',
    async (chatId) => {
      const page = await openAt({ chatId })
      expect(await endOf(page, '.ids :is(.union-id, .missing)')).toBeLessThanOrEqual(2 * FOLD.height)
      // Only the panels of the company follow.
      const last = page.locator('article section').filter({ hasNotText: ORDERS.title }).last()
      expect(await last.getAttribute('class')).toContain('ids')
    },
  )
})

describe('the ids', () => {
  const heading = (page: Page) => button(page, zh.customer.ids)

  it('are folded, and once opened stay open for this member on every device', async () => {
    const page = await openAt({ chatId: 'with-unionid' })
    expect(await heading(page).getAttribute('aria-expanded')).toBe('false')
    const kept = page.waitForResponse(response => response.url().endsWith('/api/sections'))
    await heading(page).click()
    expect((await kept).status()).toBe(204)
    const elsewhere = await openAt({ chatId: 'without-unionid' })
    expect(await heading(elsewhere).getAttribute('aria-expanded')).toBe('true')
    const admin = await openAt({ chatId: 'with-unionid', userId: chenZhiyuan.userId })
    expect(await heading(admin).getAttribute('aria-expanded')).toBe('true')
    await heading(elsewhere).click()
  })

  it('of a group\'s members are for admins only', async () => {
    const unionIds = (page: Page) => page.locator('.members .union-id').count()
    expect(await unionIds(await openAt({ chatId: 'group' }))).toBe(0)
    const admin = await openAt({ chatId: 'group', userId: chenZhiyuan.userId })
    await expect.poll(() => unionIds(admin)).toBeGreaterThan(0)
  })
})

it('folded notes stay so for this member, but nothing that is written is folded away', async () => {
  const page = await openAt({ chatId: 'with-unionid' })
  const fold = async (on: Page, name: string) => {
    const kept = on.waitForResponse(response => response.url().endsWith('/api/sections'))
    await button(on, name).click()
    expect((await kept).status()).toBe(204)
  }
  const isOpen = (on: Page, name: string) => button(on, name).getAttribute('aria-expanded')
  await button(page, zh.customer.story).waitFor()
  await fold(page, zh.customer.story)
  await page.reload()
  await expect.poll(() => isOpen(page, zh.customer.story)).toBe('false')
  await button(page, zh.customer.note).click()
  await page.locator('article textarea').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => isOpen(page, zh.customer.story)).toBe('true')
  await button(page, zh.customer.story).click()
  await fold(page, zh.customer.story)
  expect(await isOpen(page, zh.customer.story)).toBe('true')
})

describe('the tasks of a seller', () => {
  it('beside a chat', async () => {
    const page = await openAt({ chatId: 'with-unionid' })
    const messages = () => stack.simulator.world.scenario.chats.find(({ id }) => id === 'with-unionid')!.messages
    await measure(page, 'who else of us knows them', () => button(page, chenZhiyuan.name).waitFor())
    await measure(page, 'what did they order', () => page.getByText('原木餐桌 1.6m').waitFor())
    await measure(page, 'write a note', async () => {
      await button(page, zh.customer.note).click()
      await page.locator('article textarea').fill('周六到店')
      await page.keyboard.press('Enter')
      await page.locator('.notes').getByText('周六到店').waitFor()
    })
    await page.reload()
    await measure(page, 'what did I agree with them', () => page.locator('.notes').getByText('周六到店').waitFor())
    await measure(page, 'set the stage', async () => {
      const saved = page.waitForResponse(response => response.url().endsWith('/stage') && response.ok())
      await page.getByLabel(t.stage, { exact: true }).selectOption('报价中')
      await saved
    })
    await measure(page, 'fill in a field of the company', async () => {
      await button(page, zh.edit.addTo('预算')).click()
      await page.keyboard.type('380000')
      await page.keyboard.press('Enter')
      await page.getByText('380,000').waitFor()
    })
    await measure(page, 'be reminded in three days', async () => {
      await button(page, zh.customer.reminder).click()
      await button(page, choices.threeDays).click()
      await page.getByRole('textbox', { name: reminderText }).fill('回电，确认报价')
      await page.keyboard.press('Enter')
      await page.locator('.reminders').getByText('回电，确认报价').waitFor()
    })
    await measure(page, 'send a text', async () => {
      await button(page, zh.replies.open).click()
      await page.locator('dialog [data-reply]', { hasText: '报价单请查收' }).click()
      await expect.poll(() => messages().at(-1)!.text).toBe('报价单请查收')
    })
    for (const [task, name, sent] of [
      ['send a file', '价目表.pdf', '[文件 价目表.pdf]'], ['send a card', '案例', '滨江 89 平米'],
    ] as const) {
      await measure(page, task, async () => {
        await button(page, zh.replies.open).click()
        await page.locator('dialog [data-reply]', { hasText: name }).click()
        await page.locator('dialog [data-send]:enabled').click()
        await expect.poll(() => messages().at(-1)!.text).toBe(sent)
      })
    }
    await measure(page, 'call them', async () => {
      await button(page, zh.customer.call).click()
      const link = page.getByRole('link', { name: zh.customer.call, exact: true })
      expect(await link.getAttribute('href')).toBe(`tel:${withUnionId.follows[0]!.remarkMobiles![0]}`)
      // Chromium has no telephone.
      await link.evaluate(element => element.addEventListener('click', event => event.preventDefault()))
      await link.click()
    })
    await measure(page, 'copy the unionid', async () => {
      await button(page, zh.customer.copyUnionId).click()
      await page.locator('.ids .copied').waitFor()
    })
    await measure(page, 'who are they in our mini program', async () => {
      await button(page, zh.customer.ids).click()
      await page.locator('.account').getByText(shop.name).waitFor()
    })
    await measure(page, 'correct the remark', async () => {
      await page.locator('[data-edit=remark]').first().click()
      await page.locator('article input').fill('张伟（二期）')
      await page.keyboard.press('Enter')
      await page.locator('h1').getByText('张伟（二期）').waitFor()
    })
    const { 'send a file': file, 'send a card': card, ...others } = table
    expect([file, card].every(clicks => clicks! <= 3)).toBe(true)
    expect(Math.max(...Object.values(others))).toBeLessThanOrEqual(2)
  })

  it('beside a chat with the customer of a colleague', async () => {
    const page = await openAt({ chatId: 'stranger' }, '.question')
    const calls = () => stack.simulator.world.log.list('bridge/openEnterpriseChat').length
    const before = calls()
    await measure(page, 'ask the colleague whose customer it is', async () => {
      await button(page, FOLLOWER_TEXTS['zh-CN'].ask).click()
      await page.locator('.question').getByRole('button', { name: zh.customer.ask('') }).first().click()
      await expect.poll(calls).toBe(before + 1)
    })
    expect(table['ask the colleague whose customer it is']).toBeLessThanOrEqual(2)
  })

  it('in the workbench', async () => {
    const page = await openAt({})
    const found = page.locator(`ul [data-customer="${withUnionId.externalUserId}"]`)
    await measure(page, 'find the customer whose phone ends with 8000', async () => {
      await page.locator('input[type=search]').click()
      await page.keyboard.type('8000')
      await found.getByText('138****8000').waitFor()
    })
    await page.locator('input[type=search]').fill('')
    await measure(page, 'which customers have I not been in touch with for a month', async () => {
      const { order, contact, noContact } = CUSTOMER_FILTER_TEXTS['zh-CN']
      await page.getByLabel(order, { exact: true }).selectOption('contact')
      await page.locator('ul [data-customer]').first().getByText(`${contact} ${noContact}`).waitFor()
    })
    // The test beside a chat has just written to this customer, the first one in WeCom's list.
    expect(await page.locator('ul [data-customer]').first().getAttribute('data-customer'))
      .not.toBe(withUnionId.externalUserId)
    await page.locator('input[type=search]').fill('8000')
    await found.getByText('138****8000').waitFor()
    await measure(page, 'open the chat of a customer in the list', async () => {
      const calls = () => stack.simulator.world.log.list('bridge/openEnterpriseChat').length
      const before = calls()
      await found.click()
      await button(page, zh.client.message).click()
      await expect.poll(calls).toBe(before + 1)
    })
    expect(table['find the customer whose phone ends with 8000']).toBeLessThanOrEqual(2)
    expect(table['open the chat of a customer in the list']).toBeLessThanOrEqual(2)
  })

  it('are told by docs/design.md with the same numbers', () => {
    const rows = readFileSync('docs/design.md', 'utf8').split('\n')
    for (const [task, clicks] of Object.entries(table)) expect(rows).toContain(rowOf(task, clicks))
  })
})
