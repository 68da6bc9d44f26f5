import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DoctorReport } from '../../shared/types/doctor.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, signIn } from './support/webview.ts'

/** The server checks every ten seconds, and the page asks every five. */
const PATIENCE = { timeout: 90_000 }

describe('the page of the doctor', () => {
  const { newWebview, openSidebar } = useBrowser()
  let stack: Stack
  beforeAll(async () => void (stack = await startStack({
    NUXT_ADMIN_USER_IDS: 'wangsiqi', NUXT_MEASURED_PAGES: '100',
  })))
  afterAll(() => stack.close())

  async function open(language: 'zh' | 'en' = 'en') {
    const locale = language === 'zh' ? 'zh-CN' : 'en-US'
    const tab = await newWebview(stack, { userId: 'wangsiqi', language }, { locale })
    await tab.page.goto(`${stack.url}/doctor`)
    await tab.page.locator('main li').first().waitFor()
    return tab
  }

  it('turns green by itself when the fault is mended in the console', async () => {
    const { world } = stack.simulator
    world.changeSettings({ customerContactApp: false })
    const { page } = await open()
    const check = page.locator('[data-check=customer-contact]')
    await expect.poll(() => check.getAttribute('data-status'), PATIENCE).toBe('fail')
    expect(await check.innerText()).toMatch(/可调用接口的应用[^]*How to fix this[^]*Where/)
    expect(await page.locator('[data-check=union-id]').getAttribute('data-status')).toBe('skipped')
    world.changeSettings({ customerContactApp: true })
    await expect.poll(() => check.getAttribute('data-status'), PATIENCE).toBe('ok')
  })

  it('ignores a check with a reason, which stays while it is typed, and heeds it again', async () => {
    const { page } = await open('zh')
    const check = page.locator('[data-check=site]')
    const kept = () => page.waitForResponse(answer =>
      answer.url().endsWith('/api/doctor/draft') && answer.request().method() === 'PUT')
    await check.getByText('忽略').first().click()
    await Promise.all([kept(), check.getByRole('textbox').fill('只在本机试用')])
    await page.reload()
    await check.getByText(zh.edit.kept).waitFor()
    expect(await check.getByRole('textbox').inputValue()).toBe('只在本机试用')
    await Promise.all([kept(), check.getByRole('button', { name: '忽略' }).click()])
    await check.getByText('只在本机试用').waitFor()
    await page.getByRole('button', { name: '重新检查' }).click()
    await page.getByText('配置正常').waitFor()
    await check.getByRole('button', { name: '取消忽略' }).click()
    await page.getByText('可正常使用，有改进建议').waitFor()
  })

  it('copies a report without a secret', async () => {
    const { page, context } = await open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy report' }).waitFor()
    const shown = await page.locator('main').innerText()
    for (const secret of stack.secrets()) expect(shown).not.toContain(secret)
  })

  it('"check again" ends the pause after a refusal at once', async () => {
    const { world } = stack.simulator
    const lin = await signIn(stack)
    const admin = await signIn(stack, { userId: 'wangsiqi' })
    world.changeSettings({ trustedIps: ['203.0.113.9'] })
    await expect.poll(async () => (await lin.get('/api/tags')).status).toBe(502)
    world.changeSettings({ trustedIps: 'all' })
    expect((await lin.get('/api/tags')).status).toBe(502)
    expect((await admin.get('/api/doctor/runs', { method: 'POST', headers: { origin: stack.url } })).status).toBe(204)
    expect((await lin.get('/api/tags')).status).toBe(200)
  })

  /** The check in a new report. */
  async function checkNow(id: string) {
    const admin = await signIn(stack, { userId: 'wangsiqi' })
    await admin.get('/api/doctor/runs', { method: 'POST', headers: { origin: stack.url } })
    const { checks } = await (await admin.get('/api/doctor')).json() as DoctorReport
    return checks.find(check => check.id === id)
  }

  it('names the members who may see the app, but are not in Usage scope', async () => {
    const { world } = stack.simulator
    const others = world.scenario.members.map(({ userId }) => userId).filter(userId => userId !== 'zhaoguoqiang')
    world.changeSettings({ customerContactUserIds: others })
    await expect.poll(() => checkNow('customer-contact'), { ...PATIENCE, interval: 1_000 })
      .toMatchObject({ status: 'ok', evidence: expect.stringContaining('赵国强 (zhaoguoqiang)') as string })
    world.changeSettings({ customerContactUserIds: 'all' })
  })

  it('shows what WeCom has refused although the set-up is right, and what clients have refused', async () => {
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/get', errcode: 99_999 }])
    const lin = await signIn(stack)
    expect((await lin.get(`/api/customers/${withUnionId.externalUserId}`)).status).toBe(502)
    await expect.poll(() => checkNow('refusals'), { ...PATIENCE, interval: 1_000 }).toMatchObject({
      status: 'warn',
      evidence: expect.stringMatching(/externalcontact\/get errcode 99999: \d+×, \S+Z – \S+Z/) as string,
    })
    stack.simulator.world.faults.replace([
      { api: 'agentConfig', errMsg: 'agentConfig:fail, not match any reliable domain.' },
    ])
    const { page, problems } = await openSidebar(stack, { chatId: 'with-unionid' })
    problems.expect(/.*/)
    await waitForName(page, zh.failures.domain_not_trusted.title)
    stack.simulator.world.faults.replace([])
    await expect.poll(() => checkNow('clients'), { ...PATIENCE, interval: 1_000 })
      .toMatchObject({ status: 'warn', evidence: expect.stringContaining('domain_not_trusted: ') as string })
  })

  it('shows how long members wait for the customer', async () => {
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    const lines = /服务已应答: \d+[^]+客户显示完成: \d+ \/ \d+ ms$/
    await expect.poll(() => checkNow('page-speed'), { ...PATIENCE, interval: 1_000 })
      .toMatchObject({ status: 'ok', evidence: expect.stringMatching(lines) as string })
  })

  it('exists for admins only, and so do its doors', async () => {
    const lin = await signIn(stack)
    expect((await lin.get('/doctor')).status).toBe(404)
    expect((await lin.get('/api/doctor')).status).toBe(404)
    expect((await createWebview(stack).get('/api/doctor')).status).toBe(401)
    const admin = await signIn(stack, { userId: 'wangsiqi' })
    const report = await (await admin.get('/api/doctor')).json() as DoctorReport
    expect(report.checks.map(({ id }) => id)).toContain('trusted-ip')
    for (const secret of stack.secrets()) expect(JSON.stringify(report)).not.toContain(secret)
  })
})
