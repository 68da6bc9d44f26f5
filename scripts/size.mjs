// npm run size: measures in Chromium what a browser fetches before the page of the built app works: beside a chat,
// where some files come after the customer, and outside WeCom. Fails when the total is over budget, or when the CSS
// uses features that WeCom's oldest web views (Chrome 107, Safari 15.4) do not know.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { ensureBuilt } from './lib/build.mjs'
import { firstLoad } from './lib/first-load.mjs'
import { stopAll, stopOnSignal } from './lib/processes.mjs'
import { inProject } from './lib/project.mjs'
import { startSidebar } from './lib/sidebar.mjs'
import { fail } from './lib/step.mjs'
import { CHROMIUM, ensureProgram, missing } from './lib/system-program.mjs'
import { tooNewCss } from './lib/too-new-css.mjs'
import { control } from './screenshots/camera.mjs'

const KB = 1_000
/** The first load: until the page shows the customer, or the way into WeCom. */
const BUDGET = { js: 90 * KB, css: 12 * KB }
/**
 * The first load and the files that the page fetches after the customer: the latest notes, own fields, quick replies,
 * the same person elsewhere, the report of the page's times.
 */
const WHOLE_BUDGET = { js: 113 * KB, css: 12 * KB }
const ASSETS = inProject('.output', 'public', '_nuxt')

/** @type {string[]} */
const problems = []

stopOnSignal(130)

/** @param {number} bytes */
const kB = bytes => `${(bytes / KB).toFixed(1)} kB`.padStart(9)

/**
 * @param {string} what
 * @param {typeof BUDGET} budget
 * @param {string[]} files
 */
function judge(what, budget, files) {
  console.log(`\n${what}, gzip:`)
  for (const kind of /** @type {const} */ (['js', 'css'])) {
    const sizes = files
      .filter(name => name.endsWith(`.${kind}`))
      .map(name => ({ name, bytes: gzipSync(readFileSync(join(ASSETS, name)), { level: 9 }).length }))
      .sort((a, b) => b.bytes - a.bytes)
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
    console.log(`${kB(total)}  ${kind === 'js' ? 'JavaScript' : 'CSS'} (budget ${budget[kind] / KB} kB)`)
    for (const { name, bytes } of sizes) console.log(`${kB(bytes)}    ${name}`)
    if (total > budget[kind]) problems.push(`${what}: ${kind} is ${kB(total - budget[kind]).trim()} over budget`)
  }
}

/** @param {import('./lib/first-load.mjs').FirstLoad[]} loads */
function judgeForeign(loads) {
  const foreign = [...new Set(loads.flatMap(load => load.foreign))]
  console.log(`\n${String(foreign.length).padStart(9)}  third parties asked`)
  if (foreign.length > 0) problems.push(`The page asks ${foreign.join(', ')}`)
}

async function run() {
  const executablePath = await ensureProgram(CHROMIUM)
  if (!executablePath) throw new Error(`The first load is measured in Chromium: ${missing(CHROMIUM)}`)
  await ensureBuilt()
  for (const name of readdirSync(ASSETS).filter(name => name.endsWith('.css'))) {
    for (const feature of tooNewCss(readFileSync(join(ASSETS, name), 'utf8'))) problems.push(`${name} uses ${feature}`)
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'wecom-sidebar-size-'))
  const { address: wecom } = await startSidebar({
    title: 'start the app and the simulated WeCom',
    dataDir,
    appArgs: () => [inProject('.output', 'server', 'index.mjs')],
    onAppLine: () => {},
    anyPorts: true,
    // All, so that every run counts the same files.
    variables: { NUXT_MEASURED_PAGES: '100' },
  })
  const { proxyUrl: url } = await (await fetch(`${wecom}/simulator/world`)).json()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const { id } = await control(wecom, 'clients', 'POST', { chatId: 'with-unionid', language: 'zh' })
  const inWecom = await browser.newContext()
  await inWecom.addCookies([{ name: 'wecom_simulator_client', value: id, url }])
  const chat = await firstLoad(await inWecom.newPage(), url, 'article')
  // Not every Chromium asks for a language by itself.
  const outside = await firstLoad(await browser.newPage({ locale: 'en-US' }), url, '.panel')
  judge('Beside a chat, until the customer is shown', BUDGET, chat.first)
  judge('Beside a chat, with what follows', WHOLE_BUDGET, [...chat.first, ...chat.later])
  judge('Outside WeCom', BUDGET, [...outside.first, ...outside.later])
  judgeForeign([chat, outside])
  await browser.close()
  rmSync(dataDir, { recursive: true })
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

try {
  await run()
  await stopAll()
}
catch (error) {
  await stopAll()
  fail(error)
}
