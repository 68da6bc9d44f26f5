import type { Page } from 'playwright-core'

/**
 * Stops the page's clock, so that the page never tries again by itself: the end of its wait never comes. A test of the
 * button needs this before the failure begins. Without it, the button can vanish in the moment of the click.
 */
export async function stopSelfHealing(page: Page): Promise<void> {
  await page.clock.setFixedTime(new Date())
}
