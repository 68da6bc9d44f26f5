// npm run screenshots [-- <name> …]: every screen of the built app in every language, theme and width, through the
// simulated WeCom. With --docs, the chosen ones go to docs/images.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ensureBuilt } from './lib/build.mjs'
import { stopAll, stopOnSignal } from './lib/processes.mjs'
import { inProject } from './lib/project.mjs'
import { SCREENS } from './lib/screens.mjs'
import { startSidebar } from './lib/sidebar.mjs'
import { fail, step } from './lib/step.mjs'
import { CHROMIUM, ensureProgram, missing } from './lib/system-program.mjs'

const LANGUAGES = /** @type {const} */ (['zh', 'en'])
const THEMES = /** @type {const} */ (['light', 'dark'])
const WIDTHS = [280, 360, 414]
const HEIGHT = 720
const FOLDER = inProject('test-results', 'screenshots')

/** For docs/images: 360 px wide, as the desktop client shows the page. */
const DOCS = LANGUAGES.flatMap(language => [
  `customer-${language}-light`, `customer-${language}-dark`, `edit-tags-${language}-light`,
  `group-${language}-light`, `workbench-${language}-light`, `wecom-busy-${language}-light`,
])
const MAX_BYTES = 60 * 1024

stopOnSignal(130)

/**
 * @typedef {object} Look
 * @property {'zh' | 'en'} language
 * @property {'light' | 'dark'} theme
 * @property {number} width
 */

/**
 * @param {string} wecom address of the simulated WeCom
 * @param {string} path
 * @param {string} method
 * @param {unknown} body
 */
async function control(wecom, path, method, body) {
  const answer = await fetch(`${wecom}/simulator/${path}`, {
    method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} /simulator/${path}: ${await answer.text()}`)
  return answer.json()
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} wecom
 * @param {string} url where the client opens the page
 * @param {import('./lib/screens.mjs').Screen} screen
 * @param {Look} look
 */
async function photograph(browser, wecom, url, screen, { language, theme, width }) {
  await control(wecom, 'faults', 'PUT', screen.faults ?? [])
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  if (screen.client) {
    const { id } = await control(wecom, 'clients', 'POST', { ...screen.client, language, theme })
    await context.addCookies([{ name: 'wecom_simulator_client', value: id, url }])
  }
  const page = await context.newPage()
  await page.goto(url)
  if (screen.name !== 'slow') await page.locator('article, .panel, [data-customer]').first().waitFor()
  await page.waitForTimeout(200)
  await screen.act?.(page)
  await page.screenshot({ path: join(FOLDER, `${screen.name}-${language}-${theme}-${width}.png`) })
  await context.close()
}

/** @param {string} name of a picture without its width */
function publish(name) {
  const target = inProject('docs', 'images', `${name}.png`)
  copyFileSync(join(FOLDER, `${name}-360.png`), target)
  const { size } = statSync(target)
  if (size > MAX_BYTES) throw new Error(`docs/images/${name}.png has ${size} bytes, more than ${MAX_BYTES}`)
}

async function run() {
  const names = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
  const executablePath = await ensureProgram(CHROMIUM)
  if (!executablePath) throw new Error(`Screenshots need Chromium: ${missing(CHROMIUM)}`)
  await ensureBuilt()
  mkdirSync(FOLDER, { recursive: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'wecom-sidebar-screenshots-'))
  const { address } = await startSidebar({
    title: 'start the app and the simulated WeCom', dataDir, appArgs: () => [inProject('.output', 'server', 'index.mjs')], onAppLine: () => {},
  })
  const { proxyUrl } = await (await fetch(`${address}/simulator/world`)).json()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  for (const screen of SCREENS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    await step(screen.name, async () => {
      for (const language of LANGUAGES) {
        for (const theme of THEMES) {
          for (const width of WIDTHS) await photograph(browser, address, `${proxyUrl}/`, screen, { language, theme, width })
        }
      }
    })
  }
  await browser.close()
  rmSync(dataDir, { recursive: true })
  if (process.argv.includes('--docs')) {
    mkdirSync(inProject('docs', 'images'), { recursive: true })
    DOCS.forEach(publish)
  }
}

try {
  await run()
  await stopAll()
}
catch (error) {
  await stopAll()
  fail(error)
}
