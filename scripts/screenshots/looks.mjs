/**
 * Language, theme and width in which the client shows the page.
 *
 * @typedef {object} Look
 * @property {'zh' | 'en'} language
 * @property {'light' | 'dark'} theme
 * @property {number} width in CSS pixels
 */

export const LANGUAGES = /** @type {const} */ (['zh', 'en'])
export const THEMES = /** @type {const} */ (['light', 'dark'])
/** Widths of the narrowest sidebar, of the desktop client and of a large phone. */
export const WIDTHS = [280, 360, 414]

/**
 * Changes theme and width of a loaded page. The language belongs to the document and stays.
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
