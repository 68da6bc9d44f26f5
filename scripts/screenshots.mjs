// npm run screenshots [-- <name> …]: takes pictures of every screen of the built app in every language, theme and
// width, with the simulated WeCom. Open test-results/screenshots/index.html to see them. A name may be the beginning of
// several. axe-core and a walk by Tab check the page of each picture; each screen is also checked with longer words and
// wider spacing. With --docs it takes only the pictures of docs/images.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { ensureBuilt } from './lib/build.mjs'
import { stopAll, stopOnSignal } from './lib/processes.mjs'
import { inProject } from './lib/project.mjs'
import { startSidebar } from './lib/sidebar.mjs'
import { fail, step } from './lib/step.mjs'
import { CHROMIUM, ensureProgram, missing } from './lib/system-program.mjs'
import { SCREENS } from './screens/index.mjs'
import { control, photograph } from './screenshots/camera.mjs'
import { makeContactSheets } from './screenshots/contact-sheets.mjs'
import { illustrateDocs } from './screenshots/docs-images.mjs'
import { LANGUAGES, THEMES, WIDTHS } from './screenshots/looks.mjs'
import { createSetUpVisit } from './screenshots/set-up-visit.mjs'

const folder = inProject('test-results', 'screenshots')

/** For one screen in all its looks; a loaded machine needs a quarter of it. */
const PATIENCE_MS = 180_000

stopOnSignal(130)

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function inTime(work) {
  return Promise.race([work, sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error(`Not finished after ${PATIENCE_MS / 1000} s`)
  })])
}

/** @param {string[]} names beginnings of names; empty: all screens */
function chosen(names) {
  const screens = SCREENS.filter(({ name }) => names.length === 0 || names.some(begin => name.startsWith(begin)))
  if (screens.length === 0) {
    throw new Error(
      `No screen begins with ${names.join(' or ')}. There are: ${SCREENS.map(({ name }) => name).join(', ')}`,
    )
  }
  return screens
}

async function run() {
  const screens = chosen(process.argv.slice(2).filter(argument => !argument.startsWith('--')))
  const executablePath = await ensureProgram(CHROMIUM)
  if (!executablePath) throw new Error(`Screenshots need Chromium: ${missing(CHROMIUM)}`)
  await ensureBuilt()
  mkdirSync(folder, { recursive: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'wecom-sidebar-screenshots-'))
  const setUpVisit = createSetUpVisit()
  const { address: wecom } = await startSidebar({
    title: 'start the app and the simulated WeCom',
    dataDir,
    appArgs: () => [inProject('.output', 'server', 'index.mjs')],
    onAppLine: setUpVisit.onAppLine,
    anyPorts: true,
    // Otherwise the link ends with the first picture of an admin.
    variables: { NUXT_SETUP_LINK: '1' },
  })
  const { proxyUrl: url } = await (await fetch(`${wecom}/simulator/world`)).json()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const studio = { browser, wecom, url, folder, setUpVisit }
  if (process.argv.includes('--docs')) await step('docs/images', () => illustrateDocs(studio))
  else await photographAll(studio, screens)
  await browser.close()
  rmSync(dataDir, { recursive: true })
}

/**
 * @param {import('./screenshots/camera.mjs').Studio} studio
 * @param {import('./screens/screen.mjs').Screen[]} screens
 */
async function photographAll(studio, screens) {
  /** @type {string[]} */
  const problems = []
  /** @type {string[]} */
  const missed = []
  for (const screen of screens) {
    await step(screen.name, async () => {
      await control(studio.wecom, 'faults', 'PUT', screen.faults ?? [])
      const found = await inTime(Promise.all(LANGUAGES.map(language => photograph(studio, screen, language))))
      problems.push(...found.flat())
    }).catch(() => missed.push(screen.name))
  }
  const taken = screens.map(({ name }) => name).filter(name => !missed.includes(name))
  await step('contact sheets', () => makeContactSheets(studio, taken))
  console.log(
    `\n${taken.length} screens, ${taken.length * LANGUAGES.length * THEMES.length * WIDTHS.length} pictures: `
    + join(folder, 'index.html'),
  )
  if (missed.length > 0) console.log(`Not reached: ${missed.join(', ')}`)
  console.log(problems.length === 0 ? 'No problems found.' : `Problems:\n${problems.join('\n')}`)
  if (problems.length + missed.length > 0) process.exitCode = 1
}

try {
  await run()
  await stopAll()
}
catch (error) {
  await stopAll()
  fail(error)
}
