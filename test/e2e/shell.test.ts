import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { performAction } from '../../simulator/actions/perform.ts'
import { createFaultSwitches } from '../../simulator/faults/presets.ts'
import { stranger, wecomCustomer, withoutUnionId, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import { ordinaryCustomers } from '../../simulator/scenarios/default/ordinary-customers.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterEach(() => stack.simulator.world.reset())
afterAll(() => stack.close())
const { newTab } = useBrowser()

/** The simulated desktop client. @param query what its address says; empty: its first start */
async function openShell(query = '') {
  const tab = await newTab({ viewport: { width: 1360, height: 820 } })
  // The shell does not learn of what happens before it follows the events.
  const follows = tab.page.waitForResponse(answer => answer.url().endsWith('/simulator/events'))
  await tab.page.goto(`${stack.simulator.url}/${query}`)
  await follows
  return { ...tab, sidebar: tab.page.frameLocator('iframe') }
}

const chat = (page: Page, id: string) => page.getByTestId(`chat-${id}`)

describe('the back key of a simulated phone', () => {
  async function openCustomer() {
    const shell = await openShell()
    const { page, sidebar } = shell
    await page.getByTestId('place-workbench').click()
    await page.getByTestId('platform').selectOption('android')
    const row = sidebar.locator(`[data-customer="${withUnionId.externalUserId}"]`)
    await row.click()
    await waitForName(sidebar, withUnionId.name)
    return { ...shell, row, back: page.getByTestId('back') }
  }

  it('C12: closes the customer, then the app, in a client that does not look at the history', async () => {
    const switches = createFaultSwitches(stack.simulator.world)
    switches.set('back-key-leaves', true)
    const { page, row, back } = await openCustomer()
    await back.click()
    await row.waitFor()
    await back.click()
    await page.locator('iframe').waitFor({ state: 'detached' })
    switches.set('back-key-leaves', false)
  })
})

describe('the simulated desktop client', () => {
  it('shows the right customer beside every chat', async () => {
    const { page, sidebar, problems } = await openShell()
    problems.expect(/status of 404 .*\/api\/customers\//)
    await chat(page, 'with-unionid').click()
    await sidebar.getByText(withUnionId.unionId!, { exact: true }).waitFor()
    await chat(page, 'wecom-customer').click()
    await waitForName(sidebar, wecomCustomer.name)
    await chat(page, 'group').click()
    await waitForName(sidebar, decorationGroup.name)
    await chat(page, 'stranger').click()
    await waitForName(sidebar, zh.failures.customer_not_found.title)
    expect(await sidebar.locator('main').innerText()).not.toContain(stranger.name)
    await chat(page, 'internal').click()
    await waitForName(sidebar, zh.workbench.title)
    await page.getByTestId('place-workbench').click()
    await sidebar.locator(`[data-customer="${withUnionId.externalUserId}"]`).click()
    await sidebar.getByText(withUnionId.unionId!, { exact: true }).waitFor()
  })

  it('leads from each of the nine contexts to each other one, by clicks on labelled elements', async () => {
    const { page, sidebar } = await openShell()
    const contexts: [button: string, heading: string][] = [
      ['没有 UnionID', withoutUnionId.name],
      ['其他企业的客户', wecomCustomer.name],
      ['客户群', decorationGroup.name],
      ['联系人资料卡', withUnionId.name],
      ['工作台', zh.workbench.title],
      ['微信客服', withUnionId.name],
      ['普通浏览器', zh.outside.title],
      ['版本过低', zh.outdated.title],
      ['微信客户', withUnionId.name],
      ['普通浏览器', zh.outside.title],
      ['客户群', decorationGroup.name],
      ['版本过低', zh.outdated.title],
      ['工作台', zh.workbench.title],
    ]
    await page.getByRole('button', { name: '场景', exact: true }).click()
    for (const [button, heading] of contexts) {
      await page.getByRole('list', { name: '场景' }).getByRole('button', { name: button }).click()
      await waitForName(sidebar, heading)
    }
  }, 150_000)

  it('can be used by keyboard', async () => {
    const { page, sidebar } = await openShell()
    await chat(page, 'with-unionid').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await waitForName(sidebar, wecomCustomer.name)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await waitForName(sidebar, withUnionId.name)
  })

  it('signs out and in when the member changes', async () => {
    const { page, sidebar, context } = await openShell()
    await page.getByTestId('place-workbench').click()
    await waitForName(sidebar, zh.workbench.title)
    expect(await sidebar.locator('header').innerText()).toContain('林晓彤')
    const session = async () => (await context.cookies()).find(({ name }) => name === 'wecom_session')?.value
    const before = await session()
    await page.getByTestId('member').selectOption({ label: '陈志远' })
    await sidebar.locator('header').getByText('陈志远').waitFor()
    expect(await session()).not.toBe(before)
    expect(await sidebar.locator('main').innerText()).not.toContain('林晓彤')
  })

  it('shows a colleague\'s customer to that colleague only', async () => {
    const { page, sidebar, problems } = await openShell()
    problems.expect(/status of 404 .*\/api\/customers\//)
    await chat(page, 'stranger').click()
    await waitForName(sidebar, zh.failures.customer_not_found.title)
    await page.getByTestId('member').selectOption({ label: '王思琪' })
    // The shell opens the first chat of the new member. A chat chosen before that would not stay open.
    await chat(page, 'with-unionid').waitFor({ state: 'detached' })
    await chat(page, 'stranger').click()
    await sidebar.getByText(stranger.unionId!, { exact: true }).waitFor()
  })

  it.each(['280', '360', '414'])('gives the sidebar %s px, and no content is wider', async (width) => {
    const { page, sidebar } = await openShell()
    await page.getByTestId('width').fill(width)
    await page.getByTestId('width').press('Enter')
    await sidebar.getByText(withUnionId.unionId!, { exact: true }).waitFor()
    const root = sidebar.locator('html')
    await expect.poll(() => root.evaluate(() => innerWidth)).toBe(Number(width))
    await expect.poll(() => root.evaluate(element => element.scrollWidth)).toBe(Number(width))
  })

  it('changes version, theme and language on request', async () => {
    const { page, sidebar } = await openShell()
    await waitForName(sidebar, withUnionId.name)
    await page.getByTestId('version').selectOption('2.4.0')
    await waitForName(sidebar, zh.outdated.title)
    await page.getByTestId('version').selectOption('2.8.10')
    await waitForName(sidebar, withUnionId.name)
    await page.getByTestId('version').selectOption('4.1.36')
    await page.getByTestId('theme').selectOption('dark')
    await sidebar.locator('html[data-theme=dark]').waitFor()
    await page.getByTestId('language').selectOption('en')
    await sidebar.locator('html[lang=en]').waitFor()
    await page.getByTestId('platform').selectOption('android')
    await waitForName(sidebar, withUnionId.name)
  })

  it('is an ordinary browser when the app is opened outside WeCom: it takes no session along', async () => {
    const { page, sidebar } = await openShell()
    await waitForName(sidebar, withUnionId.name)
    await page.getByTestId('place-outside').click()
    await waitForName(sidebar, zh.outside.title)
    await page.getByTestId('place-chats').click()
    await waitForName(sidebar, withUnionId.name)
  })

  it('shows what the app sends to the member: its link opens the app, its button tells the app', async () => {
    const { page, sidebar } = await openShell()
    await waitForName(sidebar, withUnionId.name)
    const { world, callbacks, proxyUrl, url, appCredentials } = stack.simulator
    world.receiver = { url: 'http://127.0.0.1:9/', token: 'a', aesKey: 'a'.repeat(43) }
    const card = {
      card_type: 'button_interaction',
      main_title: { title: '回访提醒' },
      task_id: 'shell-1',
      card_action: { type: 1, url: `${proxyUrl}/` },
      button_list: [{ text: '完成', key: 'done' }],
    }
    const { corpId, agentId, agentSecret } = appCredentials
    const credentials = await fetch(`${url}/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${agentSecret}`)
    const { access_token: token } = await credentials.json() as { access_token: string }
    await fetch(`${url}/cgi-bin/message/send?access_token=${token}`, {
      method: 'POST',
      body: JSON.stringify({ touser: 'linxiaotong', agentid: agentId, msgtype: 'template_card', template_card: card }),
    })
    await chat(page, 'app-1000002-linxiaotong').click()
    await page.getByRole('link', { name: '回访提醒' }).click()
    await waitForName(sidebar, zh.workbench.title)
    await page.getByRole('button', { name: '完成' }).click()
    await expect.poll(() => callbacks.deliveries().map(({ xml }) => xml).join()).toContain('<![CDATA[done]]>')
  })

  it('shows what its address says, the faults that are on too, and its address what it shows', async () => {
    const { page, sidebar } = await openShell('?chat=wecom-customer&lang=en&theme=dark&width=280&fault=back-key-leaves')
    await waitForName(sidebar, wecomCustomer.name)
    await sidebar.locator('html[lang=en][data-theme=dark]').waitFor()
    await expect.poll(() => sidebar.locator('html').evaluate(() => innerWidth)).toBe(280)
    await page.getByTestId('active-faults').getByText('Faults 1').waitFor()
    await page.getByTestId('faults-off').click()
    await page.getByTestId('active-faults').waitFor({ state: 'detached' })
    await page.getByTestId('width').fill('360')
    await page.getByTestId('width').press('Enter')
    await chat(page, 'group').click()
    await expect.poll(() => new URL(page.url()).search).toBe('?chat=group&lang=en&theme=dark&width=360')
  })

  it('is a place to talk: both sides write, and a message in another chat is unread', async () => {
    const { page, sidebar } = await openShell()
    await waitForName(sidebar, withUnionId.name)
    await page.getByTestId('say').fill('周六见')
    await page.getByTestId('say').press('Enter')
    await page.getByTestId('say-as').selectOption(withUnionId.externalUserId)
    await page.getByTestId('say').fill('好，几点？')
    await page.getByTestId('say').press('Enter')
    const messages = page.getByTestId('messages')
    await messages.locator('.mine').getByText('周六见').waitFor()
    await messages.locator('li:not(.mine)').getByText('好，几点？').waitFor()
    await messages.getByText('今天').waitFor()
    performAction(stack.simulator, { action: 'say', chatId: 'group', from: withUnionId.externalUserId, text: '在吗' })
    await chat(page, 'group').locator('.unread').getByText('1').waitFor()
    await chat(page, 'group').click()
    await chat(page, 'group').locator('.unread').waitFor({ state: 'detached' })
  })

  it('asks for what an action needs: a customer joins a group and leaves it, a new one adds the member', async () => {
    const { page } = await openShell()
    const act = async (action: string, value: string) => {
      await page.getByTestId('actions').selectOption(action)
      const field = page.getByTestId('action-value')
      await (action === 'addContact' ? field.fill(value) : field.selectOption(value))
      await page.getByTestId('action-send').click()
      await field.waitFor({ state: 'detached' })
    }
    const people = () => stack.simulator.world.scenario.groups[0]!.members.map(({ id }) => id)
    await chat(page, 'group').click()
    const guest = ordinaryCustomers[0]!.externalUserId
    await act('joinGroup', guest)
    await expect.poll(people).toContain(guest)
    await act('leaveGroup', guest)
    await expect.poll(people).not.toContain(guest)
    await chat(page, 'with-unionid').click()
    await act('addContact', '新来的客户')
    await page.locator('.chat-list').getByText('新来的客户').waitFor()
  })

  it('marks the context it shows; its drawer moves to the right, changes its size and stops the log', async () => {
    const { page } = await openShell()
    await page.getByTestId('toggle-contexts').click()
    const current = page.locator('.contexts [aria-current]')
    for (const name of ['workbench', 'customer']) {
      await page.getByTestId(`context-${name}`).click()
      await expect.poll(() => current.evaluateAll(buttons => buttons.map(({ dataset }) => dataset.testid)))
        .toEqual([`context-${name}`])
    }
    await page.getByTestId('dock').click()
    const drawer = page.locator('.panel.right')
    const before = (await drawer.boundingBox())!.width
    await page.getByTestId('edge').press('ArrowLeft')
    await expect.poll(async () => (await drawer.boundingBox())!.width).toBeGreaterThan(before)
    await page.getByTestId('panel-log').click()
    await page.getByTestId('pause').click()
    const rows = page.locator('.rows tr')
    const shown = await rows.count()
    await page.getByTestId('reload').click()
    await page.getByTestId('pause').getByText(/[1-9]/).waitFor()
    expect(await rows.count()).toBe(shown)
    await page.getByTestId('pause').click()
    await expect.poll(() => rows.count()).toBeGreaterThan(shown)
  })

  it('moves WeCom\'s clock', async () => {
    const { page } = await openShell()
    await page.getByTestId('clock').selectOption({ label: '+ 1 天' })
    await expect.poll(() => stack.simulator.world.settings.clockOffsetMs).toBe(86_400_000)
    await page.getByTestId('clock').selectOption('0')
    await expect.poll(() => stack.simulator.world.settings.clockOffsetMs).toBe(0)
  })

  it('shows the copied text, and the log of the app\'s calls', async () => {
    const { page, sidebar } = await openShell()
    // The shell shows the text for three seconds only.
    await Promise.all([
      page.getByText(`已复制：${withUnionId.unionId}`).waitFor(),
      sidebar.getByRole('button', { name: zh.customer.copyUnionId }).click(),
    ])
    await page.getByTestId('toggle-log').click()
    await page.getByRole('cell', { name: /setClipboardData/ }).first().waitFor()
    const asked = { name: `GET /api/customers/${withUnionId.externalUserId}`, exact: true }
    await page.getByRole('button', asked).first().click()
    await page.locator('.details pre').getByText(withUnionId.unionId!).waitFor()
    expect(await page.getByRole('region', { name: '请求', exact: true }).innerText()).not.toContain(stack.secrets()[0])
  })
})
