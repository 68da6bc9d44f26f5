import type { BrowserContextOptions } from 'playwright-core'
import { FINISHED, standStill } from '../../../scripts/screens/screen.mjs'
import type { Screen } from '../../../scripts/screens/screen.mjs'
import type { NewClient } from '../../../simulator/world/clients.ts'
import type { Fault } from '../../../simulator/world/faults.ts'
import type { Tab, Tabs } from './browser.ts'
import type { Stack } from './stack.ts'

/** Opens one of the screens of `npm run screenshots` and brings it into its state. */
export async function openScreen(
  stack: Stack,
  tabs: Pick<Tabs, 'newTab' | 'newWebview'>,
  screen: Screen,
  language: 'zh' | 'en',
  options: BrowserContextOptions = {},
): Promise<Tab> {
  stack.simulator.world.faults.replace((screen.faults ?? []) as Fault[])
  const locale = language === 'zh' ? 'zh-CN' : 'en-US'
  const tab = screen.client
    ? await tabs.newWebview(stack, { language, ...screen.client } as Partial<NewClient>, { locale, ...options })
    : await tabs.newTab({ locale, ...options })
  tab.problems.expect(/status of [45]\d\d/, /net::ERR_/)
  await screen.prepare?.(tab.page)
  await tab.page.goto(stack.url + (screen.path ?? '/'))
  await tab.page
    .locator(screen.shows ?? FINISHED)
    .first()
    .waitFor()
  await screen.act?.(tab.page)
  await standStill(tab.page, screen)
  return tab
}
