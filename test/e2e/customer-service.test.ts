import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { stranger, visitor, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import type { WecomTab } from './support/browser.ts'
import { openIds, waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import { IDENTITY_TEXTS } from '../../i18n/identity-texts.ts'

const words = zh.customerService
const path = `/api/customers/${visitor.externalUserId}`
const { openSidebar } = useBrowser()

async function openVisitor(stack: Stack, userId?: string): Promise<WecomTab> {
  const tab = await openSidebar(stack, { chatId: 'customer-service', ...userId && { userId } })
  tab.problems.expect(/status of 404 .*\/api\/customers\//)
  return tab
}

async function expectUnknown(page: Page) {
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  expect(await page.locator('main').innerText()).not.toContain(zh.failures.customer_not_found.cause)
  expect(await page.content()).not.toContain(visitor.name)
}

describe('under access policy follower', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ NUXT_ADMIN_USER_IDS: 'chenzhiyuan' })
    stack.simulator.world.scenario.chats.find(({ id }) => id === 'customer-service')!.memberIds.push('chenzhiyuan')
  })
  afterAll(() => stack.close())

  it('shows a customer of the member as usual, and says that the chat is in customer service', async () => {
    const { page } = await openSidebar(stack, { chatId: 'with-unionid', entry: 'single_kf_tools' })
    await waitForName(page, withUnionId.name)
    await page.getByText(words.chat).waitFor()
    await page.getByText(zh.customer.notes, { exact: true }).waitFor()
  })

  it('does not show another person, and tells the member why and how to go on', async () => {
    const opened: string[] = []
    const stop = stack.simulator.world.notices.onSend(
      notice => void (notice.kind === 'profile' && opened.push(notice.userId)),
    )
    onTestFinished(stop)
    const { page, client } = await openVisitor(stack)
    await expectUnknown(page)
    for (const text of [words.what, words.why, words.next]) await page.getByText(text).waitFor()
    await page.getByRole('status').getByText(words.title).waitFor({ state: 'attached' })
    expect(await page.locator('main').innerText()).not.toContain('NUXT_ACCESS_POLICY')
    expect(stack.calls('kf/customer/batchget')).toBe(0)
    await page.setViewportSize({ width: 280, height: 760 })
    expect(await horizontalOverflow(page)).toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])

    await page.getByRole('button', { name: zh.client.openProfile }).click()
    await expect.poll(() => opened).toEqual([visitor.externalUserId])
    // The word stays for two seconds only.
    await Promise.all([page.getByText(zh.copied).waitFor(), page.getByRole('button', { name: words.copyId }).click()])

    // The visitor adds the member, who comes back to the chat.
    stack.simulator.world.customers
      .find(visitor.externalUserId)!
      .follows.push({ userId: client.userId, createTime: 1_763_000_000, addWay: 1, operUserId: client.userId })
    // The server repeats a refusal for three seconds.
    const webview = await signIn(stack)
    await expect.poll(async () => (await webview.get(path)).status).toBe(200)
    await page.getByRole('button', { name: zh.failure.fix.retry }).click()
    await page.getByRole('heading', { level: 1, name: visitor.name, exact: true }).waitFor()
    stack.simulator.world.customers.find(visitor.externalUserId)!.follows.pop()
  })

  it('tells an admin which set-up would show more', async () => {
    const { page } = await openVisitor(stack, 'chenzhiyuan')
    await page.getByText('NUXT_ACCESS_POLICY').waitFor()
  })

  it('lets the server decide: another entry changes only the texts', async () => {
    const { page, problems } = await openSidebar(stack, { chatId: 'stranger' })
    problems.expect(/status of 404 .*\/api\/customers\//)
    await page.getByRole('heading', { name: zh.failures.customer_not_found.title }).waitFor()
    const { page: service, problems: expected } = await openSidebar(stack, {
      chatId: 'stranger',
      entry: 'single_kf_tools',
    })
    expected.expect(/status of 404 .*\/api\/customers\//)
    await service.getByRole('heading', { level: 1, name: words.title }).waitFor()
    expect(await service.content()).not.toContain(stranger.name)
  })
})

describe('under access policy corp', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ NUXT_ACCESS_POLICY: 'corp' })
  })
  afterAll(() => stack.close())

  it('shows the visitor with the data from customer service, unionid included, and links the visitor', async () => {
    const { page } = await openVisitor(stack)
    await waitForName(page, visitor.name)
    await page.getByText(words.only).waitFor()
    expect(await page.locator('article code').first().textContent()).toBe(visitor.unionId)
    await openIds(page)
    await page
      .locator('.account', { hasText: IDENTITY_TEXTS['zh-CN'].wecom })
      .getByText(IDENTITY_TEXTS['zh-CN'].sources['kf/customer/batchget']!)
      .waitFor()
    for (const absent of [zh.customer.notes, zh.customer.relation]) {
      expect(await page.getByText(absent, { exact: true }).count()).toBe(0)
    }
    expect(stack.calls('kf/customer/batchget')).toBe(1)
    expect(await accessibilityViolations(page)).toEqual([])
  })

  it('lets no member write notes about a visitor', async () => {
    const webview = await signIn(stack)
    const answer = await webview.get(path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'origin': stack.url },
      body: JSON.stringify({ before: {}, after: { remark: 'x' } }),
    })
    expect(answer.status).toBe(404)
  })

  it('shows nothing without the permission, and nothing breaks', async () => {
    const own = await startStack({ NUXT_ACCESS_POLICY: 'corp' })
    own.simulator.world.changeSettings({ kfApp: false })
    const { page } = await openVisitor(own)
    await expectUnknown(page)
    await page.close()
    await own.close()
  })
})
