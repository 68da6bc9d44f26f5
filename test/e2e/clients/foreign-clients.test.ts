import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import { withUnionId } from '../../../simulator/scenarios/default/customers.ts'
import type { NewClient } from '../../../simulator/world/clients.ts'
import { sharedChromium } from '../support/chromium.ts'
import { startForeignApp, type ForeignApp } from './foreign-app.ts'

let app: ForeignApp
let browser: Browser

beforeAll(async () => {
  [app, browser] = await Promise.all([startForeignApp(), sharedChromium()])
})
afterAll(() => app.close())
beforeEach(() => app.simulator.world.reset())

interface Result {
  steps: string[]
  configError?: unknown
  context: { entry: string, err_msg?: string }
  contact: { userId?: string, err_msg?: string, errMsg?: string }
  afterMove: { userId?: string }
  chat: { errMsg: string }
}

/** Opens a page of the foreign app in a simulated client. @returns the results of the page */
async function open(path: string, client: Partial<NewClient> = {}): Promise<Result> {
  const { world, proxyUrl } = app.simulator
  const origin = path === '/tagged.html' ? app.directUrl : proxyUrl
  const { id } = world.clients.create({
    userId: 'linxiaotong',
    version: '5.0.11',
    platform: 'windows',
    dialect: 'desktop',
    theme: 'light',
    language: 'zh',
    chatId: 'with-unionid',
    ...client,
  })
  const context = await browser.newContext()
  await context.addCookies([{ name: CLIENT_COOKIE, value: id, url: proxyUrl }])
  const page = await context.newPage()
  await page.goto(origin + path)
  await page.waitForFunction(() => (globalThis as unknown as { result?: { done?: boolean } }).result?.done)
  const result = await page.evaluate(() => (globalThis as unknown as { result: unknown }).result) as Result
  await context.close()
  return result
}

const lastMessage = () =>
  app.simulator.world.scenario.chats.find(({ id }) => id === 'with-unionid')?.messages.at(-1)?.text
const bridgeCalls = () =>
  app.simulator.world.log.list('bridge/').map(({ path, verdict }) => `${path.slice(7)} ${verdict}`)

describe.each(['1.2.0', '1.6.0'])('jweixin %s, unmodified', (version) => {
  it('goes config → agentConfig → invoke', async () => {
    const result = await open(`/${version}.html`)
    expect(result.configError).toBeUndefined()
    expect(result.steps[0]).toBe('agentConfig:ok')
    expect(result.context.entry).toBe('single_chat_tools')
    expect(result.contact.userId).toBe(withUnionId.externalUserId)
    expect(lastMessage()).toBe(`from jweixin ${version}`)
    expect(bridgeCalls().slice(0, 2)).toEqual(['preVerifyJSAPI ok', 'agentConfig ok'])
  })
  it('also works on a phone of 2020, which needs config first', async () => {
    const result = await open(`/${version}.html`, { version: '3.0.23', platform: 'ios', dialect: 'phone' })
    expect(result.steps[0]).toBe('agentConfig:ok')
    expect(result.context.err_msg).toBe('getContext:function_not_exist')
    expect(result.contact.userId).toBe(withUnionId.externalUserId)
  })
  it('receives the reason for a refusal', async () => {
    app.simulator.world.changeSettings({ customerContactApp: false })
    expect((await open(`/${version}.html`)).contact.errMsg).toBe('getCurExternalContact:fail no permission')
  })
})

describe('@wecom/jssdk, unmodified', () => {
  it.each<[string, Partial<NewClient>, string[]]>([
    ['5.0.11', {}, ['agentConfig ok']],
    ['4.1.36', { version: '4.1.36', platform: 'android', dialect: 'phone' }, ['agentConfig ok']],
    ['3.0.24', { version: '3.0.24', platform: 'mac' }, ['agentConfig ok']],
  ])('registers and asks, in %s', async (_, client, first) => {
    const result = await open('/wecom.html', client)
    expect(result.context.entry).toBe('single_chat_tools')
    expect(result.contact.userId).toBe(withUnionId.externalUserId)
    expect(result.chat.errMsg).toMatch(/without ?context/)
    expect(lastMessage()).toBe('from @wecom/jssdk')
    expect(bridgeCalls().slice(0, first.length)).toEqual(first)
  })
  it('needs no proxy when the page loads the client with a script tag', async () => {
    app.simulator.world.changeSettings({ trustedDomains: [new URL(app.directUrl).host] })
    const result = await open('/tagged.html')
    expect(result.contact.userId).toBe(withUnionId.externalUserId)
    expect(lastMessage()).toBe('from @wecom/jssdk')
  })
  it('signs again for a new URL', async () => {
    expect((await open('/wecom.html')).afterMove.userId).toBe(withUnionId.externalUserId)
    expect(bridgeCalls().filter(call => call === 'agentConfig ok')).toHaveLength(2)
  })
})
