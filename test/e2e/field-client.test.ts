import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { SessionMember } from '../../shared/types/session.ts'
import { createFaultSwitches } from '../../simulator/faults/presets.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { useBrowser } from './support/browser.ts'
import { expectFailure } from './support/failure-screen.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { openUnhealing } from './support/stop-self-healing.ts'
import { signIn } from './support/webview.ts'

/** What developers of sidebars report about clients; the ids are those of docs/field.md. */
let stack: Stack
let switches: ReturnType<typeof createFaultSwitches>
const text = '量房免费，请发我小区名和户型图'
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: 'wangsiqi' })
  switches = createFaultSwitches(stack.simulator.world)
  const webview = await signIn(stack, { userId: 'wangsiqi' })
  await webview.get('/api/quick-replies', {
    method: 'POST',
    headers: { 'origin': stack.url, 'content-type': 'application/json' },
    body: JSON.stringify({ scope: 'corp', text }),
  })
})
afterEach(() => {
  for (const name of switches.active()) switches.set(name, false)
  stack.simulator.world.faults.replace([])
  stack.simulator.world.log.clear()
})
afterAll(() => stack.close())
const tabs = useBrowser()
const { openSidebar } = tabs

const callsOf = (api: string) => stack.simulator.world.log.list(`bridge/${api}`).length
const openCustomer = (client = {}) => openSidebar(stack, { chatId: 'with-unionid', ...client })
const focus = (page: Page) => page.evaluate(() => dispatchEvent(new Event('focus')))
const messagesOf = (chatId: string) =>
  stack.simulator.world.scenario.chats.find(({ id }) => id === chatId)!.messages.map(message => message.text)

async function sendReply(page: Page): Promise<void> {
  await page.getByRole('button', { name: zh.replies.open, exact: true }).click()
  await page.getByRole('button', { name: new RegExp(`^${zh.replies.send}\\s*${text}`) }).click()
}

describe('the customer is shown', () => {
  it.each([
    ['C1', 'bridge-by-frames', {}],
    ['C2', 'ticket-not-available', {}],
    ['C3', 'invalid-signature-late', { platform: 'android', dialect: 'phone' }],
    ['C4', 'agent-config-slow', {}],
    ['C5', 'permission-denied-once', {}],
    ['C9', 'bridge-silent', {}],
    ['a doubled redirect', 'redirect-twice', {}],
  ] as const)('%s: %s', async (_row, fault, client) => {
    switches.set(fault, true)
    const { page } = await openCustomer(client)
    await waitForName(page, withUnionId.name)
    expect(await page.locator('.union-id code').textContent()).toBe(withUnionId.unionId)
  })

  it('C3: with a new signature and a new configuration', async () => {
    switches.set('invalid-signature-late', true)
    const { page, apiRequests } = await openCustomer()
    await waitForName(page, withUnionId.name)
    expect(callsOf('agentConfig')).toBe(2)
    expect(apiRequests.filter(path => path.startsWith('/api/jssdk')).map(path => path.split('?')[0]))
      .toEqual(['/api/jssdk/refusals', '/api/jssdk/signatures'])
  })
})

describe('the reason is told', () => {
  it('C6: outside the visible range', async () => {
    switches.set('not-in-allow-list', true)
    const { page } = await openUnhealing(tabs, stack, { chatId: 'with-unionid' })
    await expectFailure(page, { code: 'member_out_of_scope', clientMessage: 'not in allow list' })
  })

  it('C8: a refusal inside an ok', async () => {
    switches.set('inner-refusal', true)
    const { page } = await openUnhealing(tabs, stack, { chatId: 'with-unionid' })
    await expectFailure(page, { code: 'no_permission', clientMessage: 'fail_permission denied' })
  })

  it('C14: a session that the web view does not keep', async () => {
    switches.set('session-cookie-lost', true)
    const { page, problems } = await openCustomer()
    problems.expect(/status of 400/)
    await waitForName(page, '登录状态未保存')
    switches.set('session-cookie-lost', false)
    await page.getByRole('link').click()
    await waitForName(page, withUnionId.name)
  })
})

it('C13: another member of the client is the member of the next sign-in', async () => {
  const webview = await signIn(stack, { userId: 'linxiaotong' })
  const userOf = async () => (await (await webview.get('/api/session')).json() as SessionMember).userId
  switches.set('member-switched', true)
  // The cookie is still the first member's.
  expect(await userOf()).toBe('linxiaotong')
  await webview.open('/auth/login?return_to=/')
  expect(await userOf()).not.toBe('linxiaotong')
})

it('C5: a refusal that repeats for a while heals by itself', async () => {
  stack.simulator.world.faults.replace([
    { api: 'getCurExternalContact', errMsg: 'getCurExternalContact:fail_permission denied', times: 2 },
  ])
  const { page } = await openUnhealing(tabs, stack, { chatId: 'with-unionid' })
  await expectFailure(page, { code: 'no_permission' })
  await focus(page)
  await waitForName(page, withUnionId.name)
})

it('C7: a limit of the client leaves the customer on the screen', async () => {
  const { page } = await openCustomer()
  await waitForName(page, withUnionId.name)
  switches.set('out-of-limit', true)
  const before = callsOf('getCurExternalContact')
  await focus(page)
  await expect.poll(() => callsOf('getCurExternalContact')).toBeGreaterThan(before)
  await page.waitForTimeout(1_500)
  await waitForName(page, withUnionId.name)
})

it('C8: a message that was refused inside an ok is not called sent', async () => {
  const { page } = await openCustomer()
  await waitForName(page, withUnionId.name)
  const before = messagesOf('with-unionid').length
  stack.simulator.world.faults.replace([{ api: 'sendChatMessage', innerErrMsg: 'fail_permission denied' }])
  await sendReply(page)
  await page.getByRole('alert').filter({ hasText: zh.replies.problems.no_permission }).waitFor()
  expect(messagesOf('with-unionid')).toHaveLength(before)
})

it('C17: replies can be sent where the page was opened as an attachment, but not on a Mac', async () => {
  const { page } = await openCustomer({ entry: 'chat_attachment' })
  // The page says so for a few seconds.
  await Promise.all([page.getByRole('status').filter({ hasText: zh.replies.sent }).waitFor(), sendReply(page)])
  expect(messagesOf('with-unionid')).toContain(text)
  const mac = await openCustomer({ entry: 'chat_attachment', platform: 'mac' })
  await waitForName(mac.page, zh.workbench.title)
  expect(await mac.page.getByRole('button', { name: zh.replies.open, exact: true }).count()).toBe(0)
})
