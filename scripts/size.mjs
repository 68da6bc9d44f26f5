// npm run size: what a browser has to fetch before the page works, measured on the built app, and the newest CSS that
// WeCom's oldest web views (Chrome 107, Safari 15.4) do not know. Fails over budget.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { ensureBuilt } from './lib/build.mjs'
import { inProject } from './lib/project.mjs'
import { firstLoad } from './lib/first-load.mjs'
import { tooNewCss } from './lib/too-new-css.mjs'
import { stopAll, stopOnSignal } from './lib/processes.mjs'
import { fail } from './lib/step.mjs'

const KB = 1_000
const BUDGET = { js: 95 * KB, css: 12 * KB }
const ASSETS = inProject('.output', 'public', '_nuxt')

stopOnSignal(130)

/** @param {string} name */
const gzipped = name => gzipSync(readFileSync(inProject('.output', 'public', '_nuxt', name)), { level: 9 }).length

/** @param {number} bytes */
const kB = bytes => `${(bytes / KB).toFixed(1)} kB`.padStart(9)

async function run() {
  await ensureBuilt()
  const files = (await firstLoad()).map(name => ({ name, bytes: gzipped(name) }))
  const problems = []
  for (const kind of /** @type {const} */ (['js', 'css'])) {
    const own = files.filter(({ name }) => name.endsWith(`.${kind}`)).sort((a, b) => b.bytes - a.bytes)
    const total = own.reduce((sum, { bytes }) => sum + bytes, 0)
    console.log(`${kB(total)}  ${kind === 'js' ? 'JavaScript' : 'CSS'} of the first load, gzip (budget ${BUDGET[kind] / KB} kB)`)
    for (const { name, bytes } of own) console.log(`${kB(bytes)}    ${name}`)
    if (total > BUDGET[kind]) problems.push(`${kind} is ${kB(total - BUDGET[kind]).trim()} over budget`)
  }
  for (const name of readdirSync(ASSETS).filter(name => name.endsWith('.css'))) {
    for (const feature of tooNewCss(readFileSync(inProject('.output', 'public', '_nuxt', name), 'utf8'))) problems.push(`${name} uses ${feature}`)
  }
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
