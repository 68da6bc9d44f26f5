import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import type { Client, NewClient } from '../../../simulator/world/clients.ts'
import { sharedChromium } from './chromium.ts'
import { watchProblems } from './problems.ts'
import type { Problems } from './problems.ts'
import type { Stack } from './stack.ts'

/** One browser profile with one page. */
export interface Tab {
  context: BrowserContext
  page: Page
  problems: Problems
  /** Requests to the app's API by all documents of this profile: paths with query, in order. */
  apiRequests: string[]
}

/** A tab that is a WeCom webview. */
export interface WecomTab extends Tab {
  /** The simulated client. A change of it stands for an action of the member in WeCom. */
  client: Client
}

export interface Tabs {
  /** An ordinary browser without a loaded page. */
  newTab: (options?: BrowserContextOptions) => Promise<Tab>
  /** The sidebar in a simulated WeCom client: by default the scenario's first member on Windows, at the workbench. */
  openSidebar: (stack: Stack, client?: Partial<NewClient>, options?: BrowserContextOptions) => Promise<WecomTab>
  /** The same client and profile without a loaded page. */
  newWebview: (stack: Stack, client?: Partial<NewClient>, options?: BrowserContextOptions) => Promise<WecomTab>
}

/** The size of a new page, in CSS pixels. */
export const VIEWPORT = { width: 360, height: 760 }

/** A new browser profile with one page. It stays open until its context is closed. */
export async function openTab(options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await (await sharedChromium()).newContext({
    viewport: VIEWPORT, timezoneId: 'Asia/Shanghai', locale: 'zh-CN', ...options,
  })
  context.setDefaultTimeout(20_000)
  const apiRequests: string[] = []
  context.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/')) apiRequests.push(pathname + search)
  })
  return { context, page: await context.newPage(), problems: watchProblems(context), apiRequests }
}

/** Makes the profile of a tab that of a simulated client. */
export async function becomeClient(tab: Tab, stack: Stack, values: Partial<NewClient> = {}): Promise<WecomTab> {
  const client = stack.simulator.world.clients.create({
    userId: 'linxiaotong',
    version: '5.0.11',
    platform: 'windows',
    dialect: 'desktop',
    theme: 'light',
    language: 'zh',
    ...values,
  })
  await tab.context.addCookies([{ name: CLIENT_COOKIE, value: client.id, url: stack.url }])
  return { ...tab, client }
}

/** What the page of a tab shows, as an end of the message of a test that failed. */
async function screenOf({ page }: Tab): Promise<string> {
  const url = page.url().replace(/[?#].*/, '')
  const text = await page.locator('body').innerText({ timeout: 5_000 }).catch((error: Error) => error.message)
  return `\n${url} shows:\n${text.slice(0, 2_000)}`
}

/**
 * Chromium for the tests of one file. Every tab is closed after its test. A test fails when one of its tabs had a
 * problem that the test did not expect.
 */
export function useBrowser(): Tabs {
  let tabs: Tab[] = []

  afterEach(async ({ task }) => {
    const done = tabs
    tabs = []
    const [failure] = task.result?.errors ?? []
    if (failure) failure.message += (await Promise.all(done.map(screenOf))).join('')
    await Promise.all(done.map(({ context }) => context.close()))
    for (const { problems } of done) problems.assertNone()
  })

  async function newTab(options?: BrowserContextOptions): Promise<Tab> {
    const tab = await openTab(options)
    tabs.push(tab)
    return tab
  }

  async function newWebview(stack: Stack, values?: Partial<NewClient>, options?: BrowserContextOptions) {
    return becomeClient(await newTab(options), stack, values)
  }

  return {
    newTab,
    newWebview,
    async openSidebar(stack, values, options) {
      const tab = await newWebview(stack, values, options)
      await tab.page.goto(`${stack.url}/`)
      return tab
    },
  }
}
