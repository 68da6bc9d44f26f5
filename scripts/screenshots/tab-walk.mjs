import { focusProblems, missedByTab, placeOfFocus, startOfPage } from './focus.mjs'

/**
 * Moves through a page by Tab alone, from its beginning until the focus leaves it.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>} problems for a keyboard user: a stop without a visible, uncovered ring of contrast 3:1
 * (WCAG 2.4.7, 2.4.11, 1.4.11), a stop smaller than 24 pixels (2.5.8), a step against the order on screen (2.4.3), a
 * clickable element that Tab never reaches (2.1.1), and a walk that does not end (2.1.2)
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
    // A column further to the right begins at the top again.
    if (before && place.bottom <= before.top && place.left < before.right && !before.isFixed && !place.isFixed) {
      problems.push(`${place.name} is above ${before.name} but comes after it`)
    }
    before = place
  }
  return [...problems, ...await page.evaluate(missedByTab)]
}
