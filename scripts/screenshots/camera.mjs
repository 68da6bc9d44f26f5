import { join } from 'node:path'
import { FINISHED, sendNoDrafts, standStill } from '../screens/screen.mjs'
import { layoutProblems } from './layout-problems.mjs'
import { THEMES, WIDTHS, wear } from './looks.mjs'
import { tabWalkProblems } from './tab-walk.mjs'
import { accessibilityViolations } from './violations.mjs'

const HEIGHT = 720
/** Greatest height of a picture, in CSS pixels: long lists are cut. */
const TALLEST = 1_200
/** Longer than the longest time limit of the page itself. */
const PATIENCE = 20_000

/**
 * @typedef {object} Studio
 * @property {import('playwright-core').Browser} browser
 * @property {string} wecom address of the simulated WeCom
 * @property {string} url address at which the client opens the page
 * @property {string} folder
 * @property {import('./set-up-visit.mjs').SetUpVisit} setUpVisit
 */

/**
 * Sends a command to the simulated WeCom.
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
async function open({ browser, wecom, url, setUpVisit }, screen, language) {
  const context = await browser.newContext({
    viewport: { width: 360, height: HEIGHT },
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE)
  await sendNoDrafts(context)
  if (screen.client) {
    const { id } = await control(wecom, 'clients', 'POST', { ...screen.client, language })
    await context.addCookies([{ name: 'wecom_simulator_client', value: id, url }])
  }
  if (screen.visitsSetUp) await context.addCookies([{ ...await setUpVisit.cookie(), url }])
  const page = await context.newPage()
  await screen.prepare?.(page)
  await page.goto(new URL(screen.path ?? '/', url).href)
  await page.locator(screen.shows ?? FINISHED).first().waitFor()
  await screen.act?.(page)
  await standStill(page, screen)
  return page
}

/**
 * Takes the pictures of a screen in one language, as `<screen>-<language>-<theme>-<width>.png`, and checks each look.
 *
 * @param {Studio} studio
 * @param {import('../screens/screen.mjs').Screen} screen
 * @param {'zh' | 'en'} language
 * @returns {Promise<string[]>} accessibility problems, and layout problems with longer words and wider spacing
 */
export async function photograph(studio, screen, language) {
  const page = await open(studio, screen, language)
  /** @type {string[]} */
  const problems = []
  const looks = THEMES.flatMap(theme => WIDTHS.map(width => (
    { theme, width, height: HEIGHT, name: `${screen.name}-${language}-${theme}-${width}` })))
  for (const { name, ...look } of looks) {
    await wear(page, look)
    const tall = await page.evaluate(() => document.documentElement.scrollHeight)
    // The window gets this height, so that parts fixed to its bottom are in the picture.
    if (tall > HEIGHT) await page.setViewportSize({ width: look.width, height: Math.min(tall, TALLEST) })
    await page.screenshot({ path: join(studio.folder, `${name}.png`) })
    problems.push(...(await accessibilityViolations(page)).map(problem => `${name}: ${problem}`))
  }
  // The walk comes later, because the focus scrolls the page, and offers that disappear must be in every picture.
  for (const { name, ...look } of looks) {
    await wear(page, look)
    problems.push(...(await tabWalkProblems(page)).map(problem => `${name}: ${problem}`))
  }
  await wear(page, { theme: THEMES[0], width: Math.min(...WIDTHS), height: HEIGHT })
  problems.push(...(await layoutProblems(page)).map(problem => `${screen.name}-${language}: ${problem}`))
  await page.context().close()
  return problems
}

/**
 * Takes one picture of the window.
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
