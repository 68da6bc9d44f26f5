import { clippedTexts, horizontalOverflow, lengthenWords, spaceText } from './clipping.mjs'

/**
 * Examines how a screen stands longer words and wider spacing.
 *
 * @param {import('playwright-core').Page} page in its narrowest width; its texts are others afterwards
 * @returns {Promise<string[]>} what is cut off or sticks out then
 */
export async function layoutProblems(page) {
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
