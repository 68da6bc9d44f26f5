import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { TELL_ADMIN_TEXTS } from '../../i18n/tell-admin-texts.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { stopSelfHealing } from './support/stop-self-healing.ts'
import { createWebview, signIn } from './support/webview.ts'

const texts = TELL_ADMIN_TEXTS['zh-CN']
const { newWebview } = useBrowser()
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: 'wangsiqi, chenzhiyuan' })
  // WeCom tells the name at the sign-in; while it refuses the set-up, it tells nothing.
  await (await signIn(stack, { userId: 'wangsiqi' })).get('/api/session')
})
afterEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())

/** From now on, WeCom refuses customers, because the app is not ticked. The browser copies, so that it can be read. */
const refuse = () => stack.simulator.world.faults.replace([
  { path: '/cgi-bin/externalcontact/get', errcode: 48002 },
  { api: 'setClipboardData', errMsg: 'setClipboardData:fail' },
])

async function openRefused(userId = 'linxiaotong') {
  refuse()
  const tab = await newWebview(stack, { chatId: 'with-unionid', userId })
  await tab.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  tab.problems.expect(/status of 502 .*\/api\/customers/)
  await stopSelfHealing(tab.page)
  await tab.page.goto(`${stack.url}/`)
  await waitForName(tab.page, zh.failures.wecom_config.title)
  return tab
}

describe('a set-up that WeCom refuses', () => {
  it('counts down for members, and an answer from memory has the seconds that are left', async () => {
    refuse()
    const member = await signIn(stack)
    const ask = () => member.get(`/api/customers/${withUnionId.externalUserId}`)
    const seconds = async () => Number((await ask()).headers.get('retry-after'))
    const first = await seconds()
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThanOrEqual(30)
    await expect.poll(seconds).toBeLessThan(first)
  })

  it('is copied for the admin by one click: code, request id, time, next step and no secret', async () => {
    const { page } = await openRefused()
    await page.getByText(/^已暂停，\d+ 秒后再次请求企业微信$/).waitFor()
    await page.getByText('管理员：王思琪').waitFor()
    await page.getByRole('button', { name: texts.copy }).click()
    await page.getByText(zh.copied).waitFor({ state: 'attached' })
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.split('\n')).toEqual([
      `${zh.failures.wecom_config.title} (wecom_config)`,
      expect.stringMatching(new RegExp(`^${zh.failure.requestId}：[0-9a-f-]{8,}$`)),
      expect.stringMatching(/^时间：\d{4}\/\d/),
      `下一步：${zh.failures.wecom_config.adminHint}`,
      `${stack.url}/doctor`,
    ])
    for (const secret of [...stack.secrets(), withUnionId.externalUserId]) expect(copied).not.toContain(secret)
  })

  it('leads an admin to the check of the set-up instead', async () => {
    const { page } = await openRefused('chenzhiyuan')
    await page.getByRole('link', { name: zh.failure.doctor }).waitFor()
    expect(await page.getByRole('button', { name: texts.copy }).count()).toBe(0)
  })
})

it('only members learn what the admins are called', async () => {
  expect((await createWebview(stack).get('/api/admins/names')).status).toBe(401)
  const lin = await signIn(stack)
  expect(await (await lin.get('/api/admins/names')).json()).toEqual({ names: ['王思琪', '陈志远'] })
})
