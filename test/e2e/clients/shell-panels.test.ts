import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import { sharedChromium } from '../support/chromium.ts'
import { startForeignApp, type ForeignApp } from './foreign-app.ts'

let app: ForeignApp
let browser: Browser
let page: Page

beforeAll(async () => {
  [app, browser] = await Promise.all([startForeignApp(), sharedChromium()])
})
afterAll(() => app.close())
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
  await page.goto(app.simulator.url)
  await page.getByTestId('chat-with-unionid').waitFor()
})
afterEach(async () => {
  await page.close()
  app.simulator.world.reset()
})

const world = () => app.simulator.world
const clientOf = async () => {
  const cookie = (await page.context().cookies()).find(({ name }) => name === CLIENT_COOKIE)
  return world().clients.find(cookie?.value ?? '')
}

describe('the desktop client', () => {
  it('opens its panels with Alt+L, Alt+F and Alt+S, and closes them with Esc', async () => {
    for (const [key, tab] of [['L', 'log'], ['F', 'faults'], ['S', 'settings']]) {
      await page.keyboard.press(`Alt+Key${key}`)
      await page.locator(`[data-testid="panel-${tab}"][aria-selected="true"]`).waitFor()
    }
    await page.keyboard.press('Escape')
    await page.locator('.panel').waitFor({ state: 'detached' })
  })

  it('goes from chat to chat and from place to place by keyboard', async () => {
    await page.getByTestId('chat-with-unionid').click()
    await page.keyboard.press('Alt+ArrowDown')
    await page.locator('[data-testid="chat-without-unionid"][aria-current]').waitFor()
    await page.keyboard.press('Alt+ArrowUp')
    await page.locator('[data-testid="chat-with-unionid"][aria-current]').waitFor()
    await page.keyboard.press('Alt+Digit2')
    await page.locator('[data-testid="place-workbench"][aria-current]').waitFor()
    await expect.poll(async () => (await clientOf())?.chatId).toBeUndefined()
  })

  it('finds chats by their messages', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('原木色')
    await expect.poll(() => page.locator('.chat-list li').count()).toBe(1)
    await page.getByTestId('search').fill('@望江')
    await page.getByTestId('chat-wecom-customer').waitFor()
  })

  it('switches named faults on and off', async () => {
    await page.keyboard.press('Alt+KeyF')
    await page.getByTestId('fault-untrusted-ip').check()
    await expect.poll(() => app.simulator.faultSwitches.active()).toEqual(['untrusted-ip'])
    await page.getByTestId('fault-untrusted-ip').uncheck()
    await expect.poll(() => world().settings.trustedIps).toBe('all')
  })

  it('changes settings', async () => {
    await page.keyboard.press('Alt+KeyS')
    await page.getByTestId('setting-developerAccount').selectOption('unbound')
    await expect.poll(() => world().settings.developerAccount).toBe('unbound')
    await page.getByTestId('setting-visibleUserIds').fill('["linxiaotong"]')
    await page.keyboard.press('Enter')
    await expect.poll(() => world().settings.visibleUserIds).toEqual(['linxiaotong'])
    const changed = page.locator('.settings .changed code')
    await expect.poll(() => changed.allInnerTexts()).toEqual(['visibleUserIds', 'developerAccount'])
  })

  it('says why a setting was not changed', async () => {
    await page.keyboard.press('Alt+KeyS')
    await page.getByTestId('setting-latencyMs').fill('-1')
    // The shell shows it for a few seconds.
    await Promise.all([page.getByRole('status').getByText('latencyMs').waitFor(), page.keyboard.press('Enter')])
    expect(world().settings.latencyMs).toBe(0)
    await expect.poll(() => page.getByTestId('setting-latencyMs').inputValue()).toBe('0')
  })

  it('saves, resets and loads the state', async () => {
    const remark = () => world().customers.slice('linxiaotong', 0, 1)[0]?.follow.remark
    world().customers.slice('linxiaotong', 0, 1)[0]!.follow.remark = '存下来'
    await page.keyboard.press('Alt+KeyS')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-state').click()])
    const file = await download.path()
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: 1, scenario: { name: 'default' } })
    // Reset and load both reload the shell. A key that is pressed before the reload is lost with the old page.
    await Promise.all([page.waitForEvent('load'), page.getByTestId('reset').click()])
    await expect.poll(remark).toBe('张伟（滨江全屋）')
    await page.getByTestId('chat-with-unionid').waitFor()
    await page.keyboard.press('Alt+KeyS')
    const saved = { name: 'state.json', mimeType: 'application/json', buffer: await readFile(file) }
    await Promise.all([page.waitForEvent('load'), page.getByTestId('load-state').setInputFiles(saved)])
    await expect.poll(remark).toBe('存下来')
    await page.getByTestId('chat-with-unionid').waitFor()
  })

  it('opens the page from each of the nine entries', async () => {
    await page.getByTestId('chat-with-unionid').click()
    const entries = await page
      .getByTestId('entry')
      .locator('option')
      .evaluateAll(options => options.map(option => (option as unknown as { value: string }).value).filter(Boolean))
    expect(entries).toHaveLength(9)
    for (const entry of entries) {
      await page.getByTestId('entry').selectOption(entry)
      await expect.poll(async () => (await clientOf())?.entry).toBe(entry)
    }
    await page.getByTestId('entry').selectOption('')
    await expect.poll(async () => (await clientOf())?.entry).toBeUndefined()
  })

  it('becomes a phone, dark and English', async () => {
    await page.getByTestId('platform').selectOption('ios')
    await expect
      .poll(async () => Math.round((await page.locator('.app-frame.phone iframe').boundingBox())?.width ?? 0))
      .toBe(360)
    await page.getByTestId('theme').selectOption('dark')
    await page.getByTestId('language').selectOption('en')
    await page.getByRole('button', { name: 'Reload app' }).waitFor()
    for (const place of ['workbench', 'outside', 'chats']) {
      await page.getByTestId(`place-${place}`).click()
      expect(
        await page.evaluate(
          () =>
            getComputedStyle(
              (globalThis as unknown as { document: { documentElement: never } }).document.documentElement,
            ).colorScheme,
        ),
      ).toBe('dark')
    }
  })

  it('lets the member act: the app learns of it by callback only', async () => {
    await page.getByTestId('chat-group').click()
    await page.getByTestId('actions').selectOption('renameGroup')
    await page.getByTestId('action-value').fill('新群名')
    await page.getByTestId('action-send').click()
    await page.locator('.chat-pane h1').getByText('新群名').waitFor()
    expect(world().scenario.groups[0]?.name).toBe('新群名')
  })
})
