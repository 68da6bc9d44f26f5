import type { BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { chenZhiyuan, wangSiqi } from '../../simulator/scenarios/default/members.ts'
import { FOLLOWER_TEXTS } from '../../i18n/follower-texts.ts'
import type { NewClient } from '../../simulator/world/clients.ts'
import type { Notice } from '../../simulator/world/notices.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())
const { openSidebar, newWebview } = useBrowser()

/** The next call that the client makes. */
function nextNotice(clientId: string): Promise<Notice> {
  return new Promise((resolve) => {
    const stop = stack.simulator.world.notices.onSend((notice) => {
      if (!('clientId' in notice) || notice.clientId !== clientId) return
      stop()
      resolve(notice)
    })
  })
}

const phone = { platform: 'android', dialect: 'phone' } as const
const profileButton = { name: zh.client.profile, exact: true }
const addButton = { name: zh.workbench.addCustomer, exact: true }

describe('the profile in WeCom', () => {
  it.each<Partial<NewClient>>([{}, phone])('is opened for the customer on screen: %j', async (values) => {
    const { page, client } = await openSidebar(stack, { chatId: 'with-unionid', ...values })
    const opened = nextNotice(client.id)
    await page.getByRole('button', profileButton).click()
    expect(await opened).toMatchObject({ kind: 'profile', profileType: 2, userId: withUnionId.externalUserId })
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it.each([{ errMsg: 'openUserProfile:fail no permission' }, { never: true }])(
    'says what to do when it cannot be opened: %j',
    async (fault) => {
      stack.simulator.world.faults.replace([{ api: 'openUserProfile', ...fault }])
      const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
      await page.getByRole('button', profileButton).click()
      await page.getByRole('alert').filter({ hasText: zh.client.refused.profile }).waitFor()
      stack.simulator.world.faults.replace([])
      await page.getByRole('button', profileButton).click()
      await page.getByRole('alert').waitFor({ state: 'detached' })
    },
  )
})

describe('a colleague', () => {
  it('is asked by name', async () => {
    const { page, client } = await openSidebar(stack, { chatId: 'with-unionid' })
    const opened = nextNotice(client.id)
    await page.getByRole('button', { name: chenZhiyuan.name, exact: true }).click()
    expect(await opened).toMatchObject({ kind: 'action', api: 'openEnterpriseChat' })
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})

describe('a colleague\'s customer', () => {
  it('names the colleague when the member asks, and opens the chat with them', async () => {
    const { page, client, problems } = await openSidebar(stack, { chatId: 'stranger' })
    problems.expect(/status of 404 .*\/api\/customers\//)
    await page.getByRole('button', { name: zh.customerService.copyId }).waitFor()
    await page.getByRole('button', { name: FOLLOWER_TEXTS['zh-CN'].ask }).click()
    const ask = page.getByRole('button', { name: zh.customer.ask(wangSiqi.name), exact: true })
    await ask.waitFor()
    expect(await page.locator('main').innerText()).not.toContain(stranger.name)
    const opened = nextNotice(client.id)
    await ask.click()
    expect(await opened).toMatchObject({ kind: 'action', api: 'openEnterpriseChat' })
  })
})

describe('the chat with a customer', () => {
  it('is opened from the workbench, and not offered beside that chat', async () => {
    const { page, client } = await openSidebar(stack, {})
    await page.locator(`ul [data-customer="${withUnionId.externalUserId}"]`).click()
    const message = page.getByRole('button', { name: zh.client.message, exact: true })
    await message.waitFor()
    const opened = nextNotice(client.id)
    await message.click()
    expect(await opened).toMatchObject({ kind: 'action', api: 'openEnterpriseChat' })
    const errMsg = 'openEnterpriseChat:fail no permission'
    stack.simulator.world.faults.replace([{ api: 'openEnterpriseChat', errMsg }])
    await message.click()
    await page.getByRole('alert').filter({ hasText: zh.client.refused.message }).waitFor()
    stack.simulator.world.faults.replace([])
    const { page: beside } = await openSidebar(stack, { chatId: 'with-unionid' })
    await beside.getByRole('button', profileButton).waitFor()
    expect(await beside.getByRole('button', { name: zh.client.message, exact: true }).count()).toBe(0)
  })
})

describe('adding a customer', () => {
  it.each([phone, { platform: 'ios', dialect: 'phone', version: '3.0.36' } as const])(
    'opens the client\'s page: %j',
    async (values) => {
      const { page, client } = await openSidebar(stack, values)
      const opened = nextNotice(client.id)
      await page.getByRole('button', addButton).click()
      expect(await opened).toMatchObject({ kind: 'action', api: 'navigateToAddCustomer' })
    },
  )

  it.each<Partial<NewClient>>([{}, { platform: 'mac' }, { ...phone, version: '3.0.35' }])(
    'is not offered in a client without that page: %j',
    async (values) => {
      const { page } = await openSidebar(stack, values)
      await page.locator('[data-customer]').first().waitFor()
      expect(await page.getByRole('button', addButton).count()).toBe(0)
    },
  )

  it('says what to do when the client refuses', async () => {
    stack.simulator.world.faults.replace([
      { api: 'navigateToAddCustomer', errMsg: 'navigateToAddCustomer:fail_no permission' },
    ])
    const { page } = await openSidebar(stack, phone)
    await page.getByRole('button', addButton).click()
    await page.getByRole('alert').filter({ hasText: zh.client.refused.add }).waitFor()
  })
})

describe('copying the unionid when one way fails', () => {
  const refuse = () =>
    stack.simulator.world.faults.replace([{ api: 'setClipboardData', errMsg: 'setClipboardData:fail' }])
  const withoutClipboard = (context: BrowserContext) => context.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })

  async function open(prepare?: (context: BrowserContext) => Promise<unknown>) {
    const { page, context } = await newWebview(stack, { chatId: 'with-unionid' })
    await prepare?.(context)
    await page.goto(`${stack.url}/`)
    await waitForName(page, withUnionId.name)
    return page
  }

  it.each([{ errMsg: 'setClipboardData:fail' }, { never: true }])('goes through the browser: %j', async (fault) => {
    stack.simulator.world.faults.replace([{ api: 'setClipboardData', ...fault }])
    const page = await open(context => context.grantPermissions(['clipboard-read', 'clipboard-write']))
    await page.getByRole('button', { name: zh.customer.copyUnionId }).click()
    await page.getByRole('status').filter({ hasText: zh.copied }).waitFor({ state: 'attached' })
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(withUnionId.unionId)
  })

  it('goes through a selection', async () => {
    refuse()
    const page = await open(withoutClipboard)
    const selected = page.evaluate(
      () =>
        new Promise(resolve =>
          document.addEventListener('copy', () => resolve((document.activeElement as HTMLTextAreaElement).value)),
        ),
    )
    await page.getByRole('button', { name: zh.customer.copyUnionId }).click()
    await page.getByRole('status').filter({ hasText: zh.copied }).waitFor({ state: 'attached' })
    expect(await selected).toBe(withUnionId.unionId)
    expect(await page.locator('textarea').count()).toBe(0)
  })

  it('says that nothing was copied, and what to do, when every way fails', async () => {
    refuse()
    const page = await open(async (context) => {
      await withoutClipboard(context)
      await context.addInitScript(() => document.execCommand = () => false)
    })
    await page.getByRole('button', { name: zh.customer.copyUnionId }).click()
    await page.getByText(zh.copyFailed).waitFor()
    expect(await page.getByText(zh.copied, { exact: true }).count()).toBe(0)
  })
})
