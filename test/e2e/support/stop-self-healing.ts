import type { Page } from 'playwright-core'
import type { NewClient } from '../../../simulator/world/clients.ts'
import type { Tabs, WecomTab } from './browser.ts'
import type { Stack } from './stack.ts'

/**
 * Stops the page's clock, so that the page never tries again by itself: the end of its wait never comes. A test of the
 * button needs this before the failure begins. Without it, the button can vanish in the moment of the click.
 */
export async function stopSelfHealing(page: Page): Promise<void> {
  await page.clock.setFixedTime(new Date())
}

/** Opens the sidebar in a page that never tries again by itself. */
export async function openUnhealing(
  { newWebview }: Pick<Tabs, 'newWebview'>, stack: Stack, client: Partial<NewClient> = {},
): Promise<WecomTab> {
  const tab = await newWebview(stack, client)
  await stopSelfHealing(tab.page)
  await tab.page.goto(`${stack.url}/`)
  return tab
}
