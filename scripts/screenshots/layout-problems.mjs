import { clippedTexts, horizontalOverflow, lengthenWords, spaceText } from './clipping.mjs'

/**
 * Checks the layout of a screen with longer words and wider spacing.
 *
 * @param {import('playwright-core').Page} page at its narrowest width; its texts are changed afterwards
 * @returns {Promise<string[]>} texts that are cut off or overflow
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
