import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'

describe('the list of sign-ins', () => {
  const { newWebview } = useBrowser()
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ NUXT_ADMIN_USER_IDS: 'wangsiqi' })
  })
  afterAll(() => stack.close())

  async function openSettings(userId: string) {
    const tab = await newWebview(stack, { userId, language: 'en' }, { locale: 'en-US' })
    await tab.page.goto(stack.url)
    await tab.page.locator('[data-open=settings]').click()
    await tab.page.getByRole('heading', { name: 'Signed-in devices' }).waitFor()
    return tab
  }

  it('names the devices, and ends all sign-ins after a question', async () => {
    const elsewhere = await signIn(stack)
    const { page } = await openSettings('linxiaotong')
    const rows = page.locator('.sign-ins li')
    await expect.poll(() => rows.count()).toBe(2)
    expect(await rows.first().innerText()).toMatch(/^Windows · WeCom 5\.0\.11\s+This device$/)
    await page.setViewportSize({ width: 280, height: 760 })
    expect(await horizontalOverflow(page)).toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByText('In WeCom you\'re signed in again automatically.').waitFor()
    await page.locator('button:focus', { hasText: 'Cancel' }).waitFor()
    expect((await elsewhere.get('/api/session')).status).toBe(200)
    await page.getByRole('button', { name: 'Yes, sign out everywhere' }).click()
    // Inside WeCom the page comes back with a new sign-in.
    await page.locator('[data-open=settings]').click()
    await expect.poll(() => rows.count()).toBe(1)
    expect((await elsewhere.get('/api/session')).status).toBe(401)
  })

  it('lets an admin, and nobody else, sign a member out', async () => {
    const member = await signIn(stack)
    const { page } = await openSettings('wangsiqi')
    await page.getByLabel('Sign a member out everywhere').fill('linxiaotong')
    await page.keyboard.press('Enter')
    await page.getByText(/^\d+ sign-ins? ended$/).waitFor()
    expect((await member.get('/api/session')).status).toBe(401)
    await page.keyboard.press('Enter')
    await page.getByText('This member isn\'t signed in').waitFor()
    const other = await openSettings('zhaoguoqiang')
    expect(await other.page.getByLabel('Sign a member out everywhere').count()).toBe(0)
  })
})
