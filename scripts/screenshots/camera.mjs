import { join } from 'node:path'
import { FINISHED, standStill } from '../screens/screen.mjs'
import { THEMES, WIDTHS, wear } from './looks.mjs'
import { accessibilityViolations } from './violations.mjs'

const HEIGHT = 720
/** Long lists end somewhere. */
const TALLEST = 1_200
/** Above the page's own longest deadline. */
const PATIENCE = 20_000

/**
 * @typedef {object} Studio
 * @property {import('playwright-core').Browser} browser
 * @property {string} wecom address of the simulated WeCom
 * @property {string} url where the client opens the page
 * @property {string} folder
 */

/**
 * Steers the simulated WeCom.
 *
 * @param {string} wecom its address
 * @param {string} path
 * @param {string} method
 * @param {unknown} body
 */
export async function control(wecom, path, method, body) {
  const response = await fetch(`${wecom}/simulator/${path}`, {
    method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} /simulator/${path}: ${await response.text()}`)
  return response.json()
}

/**
 * Opens a screen in one language and brings it into its state.
 *
 * @param {Studio} studio
 * @param {import('../screens/screen.mjs').Screen} screen
 * @param {'zh' | 'en'} language
 */
async function open({ browser, wecom, url }, screen, language) {
  const context = await browser.newContext({
    viewport: { width: 360, height: HEIGHT }, locale: language === 'zh' ? 'zh-CN' : 'en-US', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE)
  if (screen.client) {
    const { id } = await control(wecom, 'clients', 'POST', { ...screen.client, language })
    await context.addCookies([{ name: 'wecom_simulator_client', value: id, url }])
  }
  const page = await context.newPage()
  await screen.prepare?.(page)
  await page.goto(new URL(screen.path ?? '/', url).href)
  await page.locator(screen.shows ?? FINISHED).first().waitFor()
  await screen.act?.(page)
  await standStill(page, screen)
  return page
}

/**
 * Takes a screen's pictures in one language, named `<screen>-<language>-<theme>-<width>.png`.
 *
 * @param {Studio} studio
 * @param {import('../screens/screen.mjs').Screen} screen
 * @param {'zh' | 'en'} language
 * @returns {Promise<string[]>} what is not accessible in them
 */
export async function photograph(studio, screen, language) {
  const page = await open(studio, screen, language)
  /** @type {string[]} */
  const violations = []
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      await wear(page, { theme, width, height: HEIGHT })
      const tall = await page.evaluate(() => document.documentElement.scrollHeight)
      // A window of this height, so that what is fixed to its bottom is there.
      if (tall > HEIGHT) await page.setViewportSize({ width, height: Math.min(tall, TALLEST) })
      const name = `${screen.name}-${language}-${theme}-${width}`
      await page.screenshot({ path: join(studio.folder, `${name}.png`) })
      violations.push(...(await accessibilityViolations(page)).map(violation => `${name}: ${violation}`))
    }
  }
  await page.context().close()
  return violations
}

/**
 * Takes one picture of what the window shows.
 *
 * @param {Studio} studio
 * @param {import('../screens/screen.mjs').Screen} screen
 * @param {import('./looks.mjs').Look} look
 * @param {string} path
 */
export async function portray(studio, screen, { language, theme, width }, path) {
  const page = await open(studio, screen, language)
  await wear(page, { theme, width, height: HEIGHT })
  await page.screenshot({ path })
  await page.context().close()
}
