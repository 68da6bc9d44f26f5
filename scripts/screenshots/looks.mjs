/**
 * How the client presents the page.
 *
 * @typedef {object} Look
 * @property {'zh' | 'en'} language
 * @property {'light' | 'dark'} theme
 * @property {number} width in CSS pixels
 */

export const LANGUAGES = /** @type {const} */ (['zh', 'en'])
export const THEMES = /** @type {const} */ (['light', 'dark'])
/** The narrowest sidebar, the desktop client's, and a large phone's. */
export const WIDTHS = [280, 360, 414]

/**
 * Changes theme and width of a page that stands. The language is the document's and stays.
 *
 * @param {import('playwright-core').Page} page
 * @param {Pick<Look, 'theme' | 'width'> & { height: number }} look
 */
export async function wear(page, { theme, width, height }) {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.evaluate((wanted) => {
    const { dataset } = document.documentElement
    if (dataset.theme) dataset.theme = wanted
  }, theme)
  await page.waitForTimeout(40)
}
