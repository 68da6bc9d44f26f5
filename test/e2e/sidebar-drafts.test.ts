import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDraftCipher } from '../../browser/drafts/draft-cipher.ts'
import { parseItem } from '../../browser/drafts/draft-items.ts'
import { SIGN_IN_TEXTS } from '../../i18n/sign-in-texts.ts'
import type { PageContext } from '../../shared/types/page.ts'
import { CLIENT_COOKIE } from '../../simulator/oauth/client-cookie.ts'
import { performAction } from '../../simulator/actions/perform.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { ordinaryCustomers } from '../../simulator/scenarios/default/ordinary-customers.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
beforeEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

const MEMBER = 'linxiaotong'
const COLLEAGUE = 'chenzhiyuan'
const HOUR = 3_600_000

const inWecom = (externalUserId: string) =>
  stack.simulator.world.customers.find(externalUserId)!.follows.find(({ userId }) => userId === MEMBER)!
const pencil = (page: Page, field: string) => page.locator(`[data-edit=${field}]`)
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const editor = (page: Page) => page.locator('article :is(input, textarea)').first()
const offer = (page: Page, label: string) => page.getByRole('group', { name: `${label} · ${zh.edit.kept}` })

const drafts = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter(name => name.startsWith('draft.')))

/** The member's key on this page. */
async function keyOn(page: Page): Promise<string> {
  return (JSON.parse((await page.locator('#page-context').textContent())!) as PageContext).draftKey!
}

/** The member's drafts in this browser, as the page reads them. */
async function keptDrafts(page: Page): Promise<string> {
  const cipher = await createDraftCipher(await keyOn(page), crypto.subtle)
  const items = await page.evaluate(() =>
    Object.keys(localStorage).filter(name => name.startsWith('draft.')).map(name => [name, localStorage.getItem(name)]))
  const texts = await Promise.all(items.map(([name, text]) => {
    const item = parseItem(text!, Date.now())
    return item && cipher.decrypt(item.ciphertext, `${name} ${item.expiresAt}`)
  }))
  return texts.join('\n')
}

/** Waits until the browser keeps the text up to its last letter. */
async function waitUntilKept(page: Page, text: string): Promise<void> {
  await expect.poll(() => keptDrafts(page)).toContain(JSON.stringify(text).slice(1, -1))
}

/** Waits until the server has all drafts of this browser as they are now. */
async function waitUntilSent(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => {
    const items = Object.entries(localStorage).filter(([name]) => name.startsWith('draft.'))
    return items.length > 0 && items.every(([, item]) => (item as string).endsWith('.sent'))
    // A request that the network has lost ends by its time limit only; then it is sent again.
  }), { timeout: 90_000 }).toBe(true)
}

/** Types like a person, and waits until the browser has it. */
async function type(page: Page, field: string, text: string): Promise<void> {
  await pencil(page, field).click()
  await editor(page).fill('')
  await editor(page).pressSequentially(text)
  await waitUntilKept(page, text)
}

/** Each test has a customer of its own. */
async function openOrdinary(position: number) {
  const customer = ordinaryCustomers[position - 1]!
  const tab = await openSidebar(stack, { chatId: `ordinary-${String(position).padStart(2, '0')}` })
  await waitForName(tab.page, customer.name)
  return { ...tab, customer }
}

/** The client destroys the page at once, as on a chat switch, and makes another one. */
async function rebuild(page: Page): Promise<Page> {
  const context = page.context()
  await page.close({ runBeforeUnload: false })
  const next = await context.newPage()
  await next.goto(`${stack.url}/`)
  return next
}

/** Everything that the browser keeps, as text. */
async function keptBy(page: Page): Promise<string> {
  return JSON.stringify([
    (await page.context().storageState({ indexedDB: true })).origins,
    await page.evaluate(() => [{ ...sessionStorage }, { ...localStorage }, name, history.state as unknown]),
    await page.evaluate(async () => await caches.keys()),
  ])
}

describe('C11: a page that the client destroys', () => {
  it('C11: loses no typed word: it is offered to the same customer, restored and saved', async () => {
    const { page, customer } = await openOrdinary(1)
    await type(page, 'remark', '老客户 · 半句')
    const next = await rebuild(page)
    await waitForName(next, customer.name)
    await offer(next, zh.customer.remark).getByText('老客户 · 半句').waitFor()
    expect(await editor(next).count()).toBe(0)
    await offer(next, zh.customer.remark).getByRole('button', { name: zh.edit.restore }).click()
    expect(await editor(next).inputValue()).toBe('老客户 · 半句')
    await editor(next).pressSequentially('补完')
    await editor(next).press('Enter')
    await expect.poll(() => inWecom(customer.externalUserId).remark).toBe('老客户 · 半句补完')
    await button(next, zh.edit.undo).waitFor()
    await expect.poll(() => drafts(next)).toEqual([])
    const last = await rebuild(next)
    await waitForName(last, customer.name)
    expect(await offer(last, zh.customer.remark).count()).toBe(0)
  })

  it('C11: keeps every letter, the last one too', async () => {
    const { page, customer } = await openOrdinary(2)
    await pencil(page, 'description').click()
    await editor(page).waitFor()
    // No timer ends: a page that waited for a pause in the typing would keep nothing.
    await page.evaluate(() => void Object.assign(window, { setTimeout: () => 0 }))
    await editor(page).fill('第一行\n第二行，最后一个字：完')
    await waitUntilKept(page, '第一行\n第二行，最后一个字：完')
    const next = await rebuild(page)
    await waitForName(next, customer.name)
    await offer(next, zh.customer.description).getByText('最后一个字：完').waitFor()
  })

  it('C11: offers nothing after the member has dropped it', async () => {
    const { page, customer } = await openOrdinary(3)
    await type(page, 'remark', '不要了')
    const next = await rebuild(page)
    await offer(next, zh.customer.remark).getByRole('button', { name: zh.edit.drop }).click()
    await expect.poll(() => drafts(next)).toEqual([])
    await expect.poll(() => next.evaluate(() => document.activeElement?.getAttribute('data-edit'))).toBe('remark')
    const last = await rebuild(next)
    await waitForName(last, customer.name)
    expect(await offer(last, zh.customer.remark).count()).toBe(0)
  })

  it('C11: shows both versions when a colleague was faster than the restored draft', async () => {
    const { page, customer, problems } = await openOrdinary(4)
    problems.expect(/status of 409/)
    await type(page, 'remark', '我的版本')
    performAction(stack.simulator, {
      action: 'editContact', userId: MEMBER, externalUserId: customer.externalUserId, remark: '别处改的',
    })
    const next = await rebuild(page)
    await offer(next, zh.customer.remark).getByRole('button', { name: zh.edit.restore }).click()
    await editor(next).press('Enter')
    const conflict = next.getByRole('alert')
    await conflict.getByText('别处改的').waitFor()
    await conflict.getByText('我的版本').waitFor()
    expect(inWecom(customer.externalUserId).remark).toBe('别处改的')
  })

  it('C11: shows no draft of one customer at another', async () => {
    const { page, client, customer } = await openOrdinary(5)
    await type(page, 'remark', '只属于五号')
    client.chatId = 'ordinary-06'
    const next = await rebuild(page)
    await waitForName(next, ordinaryCustomers[5]!.name)
    await expect.poll(() => drafts(next)).toHaveLength(1)
    expect(await next.content()).not.toContain('只属于五号')
    client.chatId = 'ordinary-05'
    const back = await rebuild(next)
    await waitForName(back, customer.name)
    await offer(back, zh.customer.remark).getByText('只属于五号').waitFor()
  })

  it('C11: shows phone numbers of a draft only after a recorded look', async () => {
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    await pencil(page, 'reveal').click()
    await pencil(page, 'mobiles').click()
    await editor(page).fill('1370013')
    await waitUntilKept(page, '1370013')
    const next = await rebuild(page)
    await offer(next, zh.customer.mobiles).waitFor()
    expect(await next.content()).not.toContain('1370013')
    const look = next.waitForResponse(response =>
      response.url().endsWith(`${withUnionId.externalUserId}/mobiles`) && response.ok())
    await offer(next, zh.customer.mobiles).getByRole('button', { name: zh.edit.restore }).click()
    await look
    expect(await editor(next).inputValue()).toBe('1370013')
  })

  it('C11: keeps chosen tags, also when their dialog is closed by Escape', async () => {
    const { page, customer } = await openOrdinary(7)
    const boxes = (of: Page) => of.locator('dialog label input')
    await pencil(page, 'tags').click()
    const wasChecked = await boxes(page).first().isChecked()
    await boxes(page).first().click()
    await page.keyboard.press('Escape')
    await offer(page, zh.customer.tags).waitFor()
    await expect.poll(() => drafts(page)).toHaveLength(1)
    const next = await rebuild(page)
    await waitForName(next, customer.name)
    await offer(next, zh.customer.tags).getByRole('button', { name: zh.edit.restore }).click()
    await expect.poll(() => boxes(next).first().isChecked()).toBe(!wasChecked)
    await next.locator('dialog').getByRole('button', { name: zh.edit.save }).click()
    await button(next, zh.edit.undo).waitFor()
    await expect.poll(() => drafts(next)).toEqual([])
  })

  it('C11: keeps a half-written quick reply of the member, in any chat', async () => {
    const { page, client } = await openOrdinary(8)
    const open = async (of: Page) => {
      await button(of, zh.replies.open).click()
      await of.locator('dialog [data-reply], dialog .empty, dialog .offer').first().waitFor()
    }
    await open(page)
    await page.getByRole('button', { name: new RegExp(`^${zh.replies.add}$`) }).click()
    await page.locator('dialog textarea').fill('明天我会带着效果图上门，')
    await waitUntilKept(page, '明天我会带着效果图上门，')
    client.chatId = 'ordinary-09'
    const next = await rebuild(page)
    await waitForName(next, ordinaryCustomers[8]!.name)
    await open(next)
    await offer(next, zh.replies.text).getByRole('button', { name: zh.edit.restore }).click()
    expect(await next.locator('dialog textarea').inputValue()).toBe('明天我会带着效果图上门，')
    await next.locator('dialog').getByRole('button', { name: zh.edit.save }).click()
    await next.locator('dialog [data-reply]', { hasText: '明天我会带着效果图上门，' }).waitFor()
    await expect.poll(() => drafts(next)).toEqual([])
  })
})

describe('C11: a web view whose storage is empty', () => {
  it('C11: is offered what was typed elsewhere, also after a time without network, until it is saved', async () => {
    const { page, customer, problems } = await openOrdinary(16)
    problems.expect(/net::ERR_INTERNET_DISCONNECTED/)
    await type(page, 'description', '量房约在')
    await waitUntilSent(page)
    await page.context().setOffline(true)
    await editor(page).pressSequentially('周六上午')
    await waitUntilKept(page, '量房约在周六上午')
    // The page reads the profile again, which holds the draft by then or not: the browser keeps its own.
    const profile = page.waitForResponse(response => response.url().endsWith(`/customers/${customer.externalUserId}`))
    await page.context().setOffline(false)
    await profile
    await waitUntilSent(page)

    const elsewhere = await openSidebar(stack, { chatId: 'ordinary-16' })
    await waitForName(elsewhere.page, customer.name)
    expect(await drafts(elsewhere.page)).toEqual([])
    const text = offer(elsewhere.page, zh.customer.description)
    await text.getByText('量房约在周六上午').waitFor()
    await text.getByRole('button', { name: zh.edit.restore }).click()
    await elsewhere.page.getByRole('button', { name: zh.edit.save, exact: true }).click()
    await expect.poll(() => inWecom(customer.externalUserId).description).toBe('量房约在周六上午')
    // The browser forgets what is gone when the server has heard of it.
    await button(elsewhere.page, zh.edit.undo).waitFor()
    await expect.poll(() => drafts(elsewhere.page)).toEqual([])
    const last = await openSidebar(stack, { chatId: 'ordinary-16' })
    await waitForName(last.page, customer.name)
    expect(await last.page.locator('.offer').count()).toBe(0)
    expect(last.apiRequests.filter(path => path.includes('/drafts/'))).toEqual([])
  })

  it('C11: loses nothing by Escape, nor by a part of the page that cannot be loaded', async () => {
    const { page, problems } = await openOrdinary(17)
    problems.expect(/status of 404/)
    problems.expect(/dynamically imported module/)
    await type(page, 'remark', '退一步')
    await page.keyboard.press('Escape')
    await offer(page, zh.customer.remark).getByText('退一步').waitFor()
    await offer(page, zh.customer.remark).getByRole('button', { name: zh.edit.restore }).click()
    await editor(page).pressSequentially('，再写')
    await page.evaluate(() => Object.assign(window, { isThisPage: true }))
    // As after a release, which has other files.
    await page.route('**/_nuxt/**', route => route.fulfill({ status: 404 }))
    await pencil(page, 'tags').click()
    await page.getByText(zh.connection.postponed).waitFor()
    await page.unroute('**/_nuxt/**')
    expect(await editor(page).inputValue()).toBe('退一步，再写')
    await editor(page).press('Enter')
    await expect.poll(() => page.evaluate(() => 'isThisPage' in window).catch(() => true)).toBe(false)
  })
})

describe('C11: the four ways in which a seller has lost a text', () => {
  const TEXT = '预算 20 万，周六上午到店'
  const ways: Record<string, (page: Page) => Promise<Page>> = {
    'another chat is opened, and this one again': rebuild,
    'a new release has other files': async (page) => {
      await page.route('**/_nuxt/**', route => route.fulfill({ status: 404 }))
      await pencil(page, 'tags').click()
      await page.getByText(zh.connection.postponed).waitFor()
      return page
    },
    'it is saved without a network, which then comes back': async (page) => {
      await page.context().setOffline(true)
      await page.locator('article textarea').press('Control+Enter')
      await page.locator('article [role=alert]').waitFor()
      const healed = page.waitForResponse(response => /customers\/[^/]+$/.test(response.url()))
      await page.context().setOffline(false)
      await healed
      return page
    },
    'Escape is pressed': async (page) => {
      await page.keyboard.press('Escape')
      return page
    },
  }

  /** Whether the text is still there, to be saved: in the editor, in an offer, or beside what went wrong. */
  const isThere = (page: Page) => page.locator('article').evaluate((article, text) =>
    article.textContent.includes(text)
    || [...article.querySelectorAll('textarea')].some(({ value }) => value === text), TEXT)

  it('C11: lose none now', async () => {
    const lost: string[] = []
    for (const [index, [way, go]] of Object.entries(ways).entries()) {
      const { page, customer, problems } = await openOrdinary(18 + index)
      problems.expect(/status of 404|dynamically imported module|net::ERR_INTERNET_DISCONNECTED/)
      await type(page, 'description', TEXT)
      const next = await go(page)
      await waitForName(next, customer.name)
      await expect.poll(() => isThere(next)).toBe(true).catch(() => lost.push(way))
    }
    expect(lost).toEqual([])
  })
})

describe('C11: in the browser\'s storage', () => {
  it('C11: neither the customer nor a typed word is in clear', async () => {
    const { page, customer } = await openOrdinary(10)
    await type(page, 'remark', '绝密备注')
    await button(page, zh.edit.cancel).click()
    await expect.poll(() => drafts(page)).toEqual([])
    await type(page, 'description', '绝密描述 secret words')
    const kept = await keptBy(page)
    const key = await keyOn(page)
    expect(key).toMatch(/^[\w-]{43}$/)
    for (const secret of [
      customer.externalUserId, customer.name, '绝密', 'secret words', MEMBER, key,
    ]) expect(kept).not.toContain(secret)
    expect(stack.app().output()).not.toContain(key)
    const withoutSession = await (await fetch(`${stack.directUrl}/`)).text()
    expect(withoutSession).toContain('page-context')
    expect(withoutSession).not.toMatch(/"[\w-]{43}"/)
    const [name] = await drafts(page)
    const [expiresAt] = await page.evaluate(item => localStorage.getItem(item)!.split('.'), name!)
    expect(Number(expiresAt) - Date.now()).toBeLessThanOrEqual(24 * HOUR)
  })

  it('C11: a draft is gone after 24 hours', async () => {
    const { page, customer, context } = await openOrdinary(11)
    // The server, which has a clock of its own, gets nothing.
    await page.evaluate(() => void Object.defineProperty(navigator, 'onLine', { value: false }))
    await type(page, 'remark', '昨天的')
    await context.clock.install({ time: Date.now() + 24 * HOUR })
    const next = await rebuild(page)
    await waitForName(next, customer.name)
    await expect.poll(() => drafts(next)).toEqual([])
    expect(await offer(next, zh.customer.remark).count()).toBe(0)
  })

  it('C11: a page without cryptography or storage works as before', async () => {
    const tab = await openSidebar(stack, { chatId: 'ordinary-12' })
    const broken = await tab.context.newPage()
    await broken.addInitScript(() => {
      Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })
      Object.defineProperty(globalThis, 'localStorage', { get() {
        throw new DOMException('off', 'SecurityError')
      } })
    })
    await broken.goto(`${stack.url}/`)
    const customer = ordinaryCustomers[11]!
    await waitForName(broken, customer.name)
    await pencil(broken, 'remark').click()
    await editor(broken).fill('照常保存')
    await editor(broken).press('Enter')
    await expect.poll(() => inWecom(customer.externalUserId).remark).toBe('照常保存')
  })
})

it('C11: without a storage, the server alone keeps what is typed', async () => {
  const { context } = await openSidebar(stack, { chatId: 'ordinary-18' })
  const { name } = ordinaryCustomers[17]!

  async function openWithoutStorage(): Promise<Page> {
    const page = await context.newPage()
    await page.addInitScript(() => void Object.defineProperty(globalThis, 'localStorage', { get() {
      throw new DOMException('off', 'SecurityError')
    } }))
    await page.goto(`${stack.url}/`)
    await waitForName(page, name)
    return page
  }

  const page = await openWithoutStorage()
  await pencil(page, 'remark').click()
  const sent = page.waitForResponse(response => response.url().endsWith('/drafts/remark'))
  await editor(page).fill('只在服务器上')
  expect((await sent).status()).toBe(204)
  await page.close({ runBeforeUnload: false })
  await offer(await openWithoutStorage(), zh.customer.remark).getByText('只在服务器上').waitFor()
})

describe('C11: the session', () => {
  const clearSession = (context: BrowserContext) => context.clearCookies({ name: /wecom_session/ })

  it('C11: that ends keeps what is typed, and says so; after the sign-in it is offered', async () => {
    const { page, customer, context, problems } = await openOrdinary(13)
    problems.expect(/status of 401/)
    await type(page, 'remark', '登录前')
    await clearSession(context)
    await page.evaluate(() => ['offline', 'online'].forEach(name => dispatchEvent(new Event(name))))
    await page.getByText(zh.connection.signedOutKept).waitFor()
    await editor(page).fill('登录前还在写')
    await waitUntilKept(page, '登录前还在写')
    await page.locator('.bars').getByRole('button', { name: zh.failure.fix.sign_in }).click()
    await offer(page, zh.customer.remark).getByText('登录前还在写').waitFor()
    await offer(page, zh.customer.remark).getByRole('button', { name: zh.edit.restore }).click()
    await editor(page).press('Enter')
    await expect.poll(() => inWecom(customer.externalUserId).remark).toBe('登录前还在写')
  })

  it('C11: of another member in the same client shows nothing, and the first one has it again', async () => {
    const { page, customer, context, client, problems } = await openOrdinary(14)
    problems.expect(/status of 404/)
    await type(page, 'remark', '林晓彤写的')
    // Otherwise the page could send it without a session.
    await waitUntilSent(page)
    await clearSession(context)
    client.userId = COLLEAGUE
    const other = await rebuild(page)
    await other.locator('article, .panel').first().waitFor()
    expect(await other.content()).not.toContain('林晓彤写的')
    expect(await other.locator('.offer').count()).toBe(0)
    await clearSession(context)
    client.userId = MEMBER
    const back = await rebuild(other)
    await waitForName(back, customer.name)
    await offer(back, zh.customer.remark).getByText('林晓彤写的').waitFor()
  })

  it('C11: that the member ends takes the drafts with it, after a question', async () => {
    const { page, context } = await openOrdinary(15)
    await type(page, 'remark', '退出前')
    // The session goes on in an ordinary browser, where a member can sign out.
    await context.clearCookies({ name: CLIENT_COOKIE })
    const outside = await rebuild(page)
    const kept = await drafts(outside)
    expect(kept).not.toEqual([])
    const texts = SIGN_IN_TEXTS['zh-CN']
    await button(outside, zh.workbench.signOut).click()
    const question = outside.getByRole('dialog', { name: texts.signOutTitle })
    await question.getByText(texts.signOutDeletes).waitFor()
    await question.getByRole('button', { name: texts.cancel, exact: true }).click()
    await question.waitFor({ state: 'detached' })
    expect(await drafts(outside)).toEqual(kept)
    await button(outside, zh.workbench.signOut).click()
    await button(outside, texts.signOutAnyway).click()
    await button(outside, zh.outside.signIn).or(outside.getByRole('link', { name: zh.outside.signIn })).waitFor()
    await expect.poll(() => drafts(outside)).toEqual([])
  })
})
