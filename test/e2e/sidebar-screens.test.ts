import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Scenario } from '../../simulator/scenarios/scenario.ts'
import { plainText } from '../../shared/utils/plain-text.ts'
import { defaultScenario } from '../../simulator/scenarios/default.ts'
import { healthySettings } from '../../simulator/scenarios/settings.ts'
import type { Settings } from '../../simulator/scenarios/settings.ts'
import type { NewClient } from '../../simulator/world/clients.ts'
import type { Fault } from '../../simulator/world/faults.ts'
import { accessibilityViolations, horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { startOwnStack } from './support/own-stack.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

/** A screen and how to open it. */
interface Screen {
  name: string
  /** Absent: an ordinary browser. */
  client?: Partial<NewClient>
  settings?: Partial<Settings>
  faults?: Fault[]
  /** Text that the complete screen has. */
  shows: string
  act?: (page: Page) => Promise<void>
}

const chat = (chatId: string) => ({ chatId })
const openDetails = (page: Page) => page.locator('summary').click()
async function chooseFirst(page: Page) {
  await page.locator('[data-customer]').first().click()
  await page.locator('article').waitFor()
}

const screens: Screen[] = [
  { name: 'customer', client: chat('with-unionid'), shows: '张伟（滨江全屋）' },
  { name: 'customer without unionid', client: chat('without-unionid'), shows: '暂无 UnionID' },
  { name: 'customer of WeCom', client: chat('wecom-customer'), shows: '浙江望江酒店管理有限公司' },
  { name: 'group', client: chat('group'), shows: '滨江装修交流群' },
  { name: 'not a customer', client: chat('stranger'), shows: 'customer_not_found', act: openDetails },
  { name: 'workbench', client: {}, shows: '张伟' },
  { name: 'workbench without customers', client: { userId: 'zhaoguoqiang' }, shows: '还没有客户' },
  { name: 'chosen customer', client: {}, shows: '张伟', act: chooseFirst },
  { name: 'loading', client: chat('with-unionid'), faults: [{ api: 'getContext', delayMs: 4_000 }], shows: '正在加载' },
  { name: 'outside', shows: '企业微信扫码登录' },
  { name: 'outdated client', client: { ...chat('with-unionid'), version: '2.4.0' }, shows: '2.4.0' },
  {
    name: 'no permission',
    client: chat('with-unionid'),
    settings: { customerContactApp: false },
    shows: 'no_permission',
    act: openDetails,
  },
  {
    name: 'refused signature',
    client: chat('with-unionid'),
    faults: [
      {
        api: 'agentConfig',
        errMsg: 'agentConfig:invalid signature more info at https://open.work.weixin.qq.com/devtool/query?e=40093',
      },
    ],
    shows: 'signature_refused',
    act: openDetails,
  },
]

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterEach(() => {
  stack.simulator.world.faults.replace([])
  stack.simulator.world.changeSettings({ ...healthySettings, trustedDomains: [new URL(stack.url).host] })
})
afterAll(() => stack.close())
const { newTab, newWebview } = useBrowser()

async function open(screen: Screen, theme: 'light' | 'dark') {
  const options = { colorScheme: theme, viewport: { width: 360, height: 760 } }
  stack.simulator.world.faults.replace(screen.faults ?? [])
  stack.simulator.world.changeSettings(screen.settings ?? {})
  const { page, problems } = screen.client
    ? await newWebview(stack, { theme, ...screen.client }, options)
    : await newTab(options)
  problems.expect(/status of 404 .*\/api\/customers\//)
  await page.goto(`${stack.url}/`)
  await page.locator('main').getByText(screen.shows).first().waitFor()
  await screen.act?.(page)
  return page
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(screens)('$name is accessible at 360 px and fits 280 px', async (screen) => {
    const page = await open(screen, theme)
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    expect(background === 'rgb(255, 255, 255)').toBe(theme === 'light')
    expect(await accessibilityViolations(page)).toEqual([])
    for (const width of [280, 360, 414]) {
      await page.setViewportSize({ width, height: 760 })
      expect(await horizontalOverflow(page), `${width} px`).toBe(0)
    }
  })
})

const IMAGE = '<img src=x onerror="window.hacked=1">'
const BIDI = '\u202Eevil\u2066\u200B\u200D\uFEFF\u0000x'
const LONG = '没有空格的长文本WithoutASpace'.repeat(400)

/** Each free text of a customer holds the same hostile value. */
function hostileScenario(value: string): Scenario {
  const scenario = structuredClone(defaultScenario)
  const customer = scenario.customers.find(({ type }) => type === 2)!
  Object.assign(customer, { name: value, corpName: value, corpFullName: value, position: value })
  customer.externalAttributes = [
    { type: 0, name: value, text: { value } },
    { type: 1, name: value, web: { url: 'https://a.example/', title: value } },
    { type: 1, name: value, web: { url: value, title: value } },
    { type: 2, name: value, miniprogram: { appid: value, pagepath: value, title: value } },
  ]
  const follow = customer.follows.find(({ userId }) => userId === 'linxiaotong')!
  Object.assign(follow, {
    remark: value,
    description: value,
    state: value,
    remarkMobiles: [value],
    tags: [{ personal: value, groupName: value }],
  })
  for (const group of scenario.groups) group.name = value
  return scenario
}

describe('a text written by a stranger', () => {
  it.each([
    ['markup', IMAGE],
    ['invisible and reversing characters', BIDI],
    ['ten thousand characters', LONG],
  ])('%s stays text and fits 280 px', async (_name, value) => {
    const own = await startOwnStack({}, hostileScenario(value))
    const { page, client } = await newWebview(own, chat('wecom-customer'), { viewport: { width: 280, height: 760 } })
    await page.goto(`${own.url}/`)
    await page.locator('article').waitFor()
    expect(await page.locator('article h1').textContent()).toContain(plainText(value).slice(0, 4))
    expect(await page.locator('article a').evaluateAll(links => links.map(link => link.getAttribute('href')))).toEqual([
      'https://a.example/',
    ])
    expect(await horizontalOverflow(page), 'profile').toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])

    client.chatId = 'group'
    await page.reload()
    await page.locator('article').waitFor()
    expect(await horizontalOverflow(page), 'group').toBe(0)

    delete client.chatId
    await page.reload()
    await page.locator('[data-customer]').first().waitFor()
    expect(await horizontalOverflow(page), 'list').toBe(0)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await page.locator('img[src="x"]').count()).toBe(0)
  })
})
