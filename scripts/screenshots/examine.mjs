import { clippedTexts, horizontalOverflow, lengthenWords, spaceText } from './clipping.mjs'
import { tabWalkProblems } from './tab-walk.mjs'
import { accessibilityViolations } from './violations.mjs'

/** @typedef {import('playwright-core').Page} Page */

/**
 * Examines a screen that wears its look.
 *
 * @param {Page} page stays as it is
 * @returns {Promise<string[]>} what axe-core objects to, and what stops a keyboard user
 */
export async function examineLook(page) {
  const violations = await accessibilityViolations(page)
  return [...violations, ...await tabWalkProblems(page)]
}

/**
 * Examines how a screen stands longer words and wider spacing.
 *
 * @param {Page} page in its narrowest width; its texts are others afterwards
 * @returns {Promise<string[]>} what is cut off or sticks out then
 */
export async function examineLayout(page) {
  await lengthenWords(page)
  const longer = await clippedTexts(page)
  await spaceText(page)
  const wider = await clippedTexts(page)
  const overflow = await horizontalOverflow(page)
  return [
    ...longer.map(problem => `longer words: ${problem}`),
    ...wider.map(problem => `wider spacing: ${problem}`),
    ...overflow ? [`wider spacing: the page is ${overflow} pixels wider than its window`] : [],
  ]
}
