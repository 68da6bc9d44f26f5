import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach } from 'vitest'
import { sendNoDrafts } from '../../../scripts/screens/screen.mjs'
import { becomeClient, openTab, VIEWPORT } from './browser.ts'
import type { Tab, Tabs } from './browser.ts'

/** A page whose dialog has just closed steps back in its history, once, which ends a navigation that has begun. */
async function leave(page: Page): Promise<void> {
  const address = new URL('/healthz', page.url()).href
  await page.goto(address).catch((error: Error) => {
    if (!error.message.includes('net::ERR_ABORTED')) throw error
    return page.goto(address)
  })
}

/**
 * Tabs that stay open from one test of a file to the next, one for each set of options. A test gets its tab as a new
 * one, without cookies, but with the browser's cache and compiled code, which saves half of the processor time. After a
 * failed test, all are closed.
 */
export function useKeptTabs(): Pick<Tabs, 'newTab' | 'newWebview'> {
  const kept = new Map<string, Tab>()

  async function newTab(options: BrowserContextOptions = {}): Promise<Tab> {
    const key = JSON.stringify(options)
    const tab = kept.get(key) ?? await openKept(options)
    kept.set(key, tab)
    const { context, page } = tab
    if (page.url().startsWith('http')) {
      await page.evaluate(() => [sessionStorage, localStorage].forEach(storage => storage.clear()))
    }
    await context.clearCookies()
    await page.setViewportSize(VIEWPORT)
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: options.reducedMotion ?? null })
    return tab
  }

  async function openKept(options: BrowserContextOptions): Promise<Tab> {
    const tab = await openTab(options)
    await sendNoDrafts(tab.context)
    return tab
  }

  async function closeAll() {
    const tabs = [...kept.values()]
    kept.clear()
    await Promise.all(tabs.map(({ context }) => context.close()))
  }

  afterEach(async ({ task }) => {
    try {
      for (const { context, page, problems } of kept.values()) {
        await context.setOffline(false)
        // The page must go before its routes: a request that they hold back would be sent.
        if (page.url().startsWith('http')) await leave(page)
        await page.unrouteAll({ behavior: 'ignoreErrors' })
        problems.assertNone()
      }
      if (task.result?.state === 'fail') await closeAll()
    }
    catch (problem) {
      await closeAll()
      throw problem
    }
  })
  afterAll(closeAll)

  return {
    newTab,
    newWebview: async (stack, values, options) => becomeClient(await newTab(options), stack, values),
  }
}
