import type { Page } from 'playwright-core'

export { accessibilityViolations } from '../../../scripts/screenshots/violations.mjs'

/** @returns how many pixels the page is wider than its window */
export function horizontalOverflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))
}
