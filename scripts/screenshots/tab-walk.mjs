import { focusProblems, missedByTab, placeOfFocus, startOfPage } from './focus.mjs'

/**
 * Walks a page by Tab alone, from its beginning until the focus leaves it.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>} what stops a keyboard user: a stop without a visible, uncovered ring of 3:1 (WCAG 2.4.7,
 * 2.4.11, 1.4.11), one smaller than 24 pixels (2.5.8), a step back against the order on screen (2.4.3), something that
 * takes clicks but is never reached (2.1.1), and a walk without an end (2.1.2)
 */
export async function tabWalkProblems(page) {
  /** @type {string[]} */
  const problems = []
  /** @type {import('./focus.mjs').Place | undefined} */
  let before
  await page.evaluate(startOfPage)
  for (;;) {
    await page.keyboard.press('Tab')
    const place = await page.evaluate(placeOfFocus)
    if (!place) break
    if (place.isAgain) return [...problems, `no way out at ${place.name}`]
    problems.push(...await page.evaluate(focusProblems))
    // A column to the right begins at the top again.
    if (before && place.bottom <= before.top && place.left < before.right && !before.isFixed && !place.isFixed) {
      problems.push(`${place.name} is above ${before.name} but comes after it`)
    }
    before = place
  }
  return [...problems, ...await page.evaluate(missedByTab)]
}
