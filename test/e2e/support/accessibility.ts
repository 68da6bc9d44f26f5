import type { Page } from 'playwright-core'
import { accessibilityViolations as violationsNow } from '../../../scripts/screenshots/violations.mjs'

export { horizontalOverflow } from '../../../scripts/screenshots/clipping.mjs'

/**
 * @returns what axe-core finds when animations have ended: a dialog that is still fading in has too little contrast
 */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(animation => animation.finished))
  })
  return violationsNow(page)
}
