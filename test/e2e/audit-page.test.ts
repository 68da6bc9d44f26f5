import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { useBrowser } from './support/browser.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, signIn } from './support/webview.ts'

const customer = withUnionId.externalUserId

describe('the audit page', () => {
  const { newWebview, newTab } = useBrowser()
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ NUXT_ADMIN_USER_IDS: 'wangsiqi' })
    const lin = await signIn(stack)
    const headers = { origin: stack.url }
    await lin.get(`/api/customers/${customer}`)
    await lin.get(`/api/customers/${customer}/mobiles`, { method: 'POST', headers })
    await lin.get('/api/customers/wmSomebodyElse')
  })
  afterAll(() => stack.close())

  async function open(language: 'zh' | 'en' = 'en') {
    const locale = language === 'zh' ? 'zh-CN' : 'en-US'
    const tab = await newWebview(stack, { userId: 'wangsiqi', language }, { locale })
    await tab.page.goto(`${stack.url}/audit`)
    await tab.page.locator('main li').first().waitFor()
    return tab
  }

  it('answers who saw a customer, by keyboard alone', async () => {
    const { page } = await open()
    await page.getByLabel('Customer').focus()
    await page.keyboard.type(customer)
    await page.keyboard.press('Tab')
    // Typed letters would choose something else if they came slowly.
    const action = page.getByLabel('Action')
    while (await action.inputValue() !== 'reveal_mobiles') await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Search', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('main li').count()).toBe(1)
    expect(await page.locator('main li').innerText()).toMatch(/Revealed phone numbers[^]*linxiaotong/)
  })

  it('exports what it shows', async () => {
    const { page } = await open('zh')
    await page.getByLabel('成员').fill('linxiaotong')
    await page.keyboard.press('Enter')
    const link = page.getByRole('link', { name: '导出 CSV' })
    await expect.poll(() => link.getAttribute('href')).toContain('actor=linxiaotong')
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('audit.csv')
  })

  it('says that nothing was found, and offers a failed search again', async () => {
    const { page, problems } = await open()
    await page.getByLabel('Member').fill('stranger')
    await page.keyboard.press('Enter')
    await page.getByText('No matching records').waitFor()
    problems.expect(/status of 500/)
    await page.route('**/api/audit?*', route => route.fulfill({
      status: 500, json: { code: 'group_not_found', message: 'On purpose.', requestId: 'r' },
    }))
    await page.keyboard.press('Enter')
    const retry = page.getByRole('button', { name: 'Retry' })
    await retry.waitFor()
    await page.unroute('**/api/audit?*')
    await retry.click()
    await page.getByText('No matching records').waitFor()
  })

  it('signs out in an ordinary browser', async () => {
    const admin = await signIn(stack, { userId: 'wangsiqi' })
    const { page, context } = await newTab({ locale: 'en-US' })
    await context.addCookies([{
      name: 'wecom_session', value: admin.cookies.get('wecom_session')!, url: stack.url,
    }])
    await page.goto(`${stack.url}/audit`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/wwlogin/**')
    expect((await admin.get('/api/session')).status).toBe(401)
  })

  it('is reached from the settings', async () => {
    const { page } = await newWebview(stack, { userId: 'wangsiqi', language: 'en' }, { locale: 'en-US' })
    await page.goto(stack.url)
    await page.locator('[data-open=settings]').click()
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('heading', { name: 'Audit' }).waitFor()
  })

  it('does not exist for other members, and asks strangers to sign in', async () => {
    const lin = await signIn(stack)
    expect((await lin.get('/audit')).status).toBe(404)
    const stranger = await createWebview(stack).get('/audit')
    expect([stranger.status, stranger.headers.get('location')]).toEqual([302, '/auth/login?return_to=%2Faudit'])
  })
})
