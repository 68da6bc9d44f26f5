// npm test: installs what is missing, then runs every check. `npm test -- unit e2e` runs only the named steps.
// It runs on the system's Node before anything is installed, so it uses only built-in modules.
import { build } from './lib/build.mjs'
import { closingLine, NONE, ONE_FAILURE, sum } from './lib/counts.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { stopOnSignal } from './lib/processes.mjs'
import { inProject, npm, projectNode } from './lib/project.mjs'
import { run } from './lib/run.mjs'
import { fail, step, StepError } from './lib/step.mjs'
import { CHROMIUM, ensureProgram, missing, PGBOUNCER, POSTGRES, REDIS_SERVER } from './lib/system-program.mjs'
import { vitest } from './lib/vitest.mjs'

/** @typedef {import('./lib/counts.mjs').Counts} Counts */

const VUE_TSC = inProject('node_modules', 'vue-tsc', 'bin', 'vue-tsc.js')

/**
 * @param {string} title
 * @param {[command: string, args: string[]]} program
 */
async function check(title, program) {
  await step(title, onLine => run(program, { onLine }))
}

/**
 * Without Redis, PostgreSQL or PgBouncer, the tests that need them are skipped; with CI=true they fail.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function withServers() {
  /** @type {NodeJS.ProcessEnv} */
  const env = {}
  for (const program of [REDIS_SERVER, POSTGRES, PGBOUNCER]) {
    const path = await ensureProgram(program)
    if (path) env[program.variable] = path
    else console.log(`– tests with ${program.title}: not run, ${missing(program)}`)
  }
  return env
}

/**
 * Without Chromium, the steps that need it are not run; with CI=true that is a failure.
 *
 * @param {string} title
 * @param {(env: NodeJS.ProcessEnv) => Promise<Counts | void>} work
 * @returns {Promise<Counts | void>}
 */
async function withChromium(title, work) {
  const chromium = await ensureProgram(CHROMIUM)
  if (chromium) return work({ [CHROMIUM.variable]: chromium })
  const required = process.env.CI === 'true'
  console.log(`${required ? '✘' : '–'} ${title}: not run, ${missing(CHROMIUM)}`)
  return required ? ONE_FAILURE : NONE
}

/** @param {NodeJS.ProcessEnv} env */
async function size(env) {
  /** @type {string[]} */
  const totals = []
  await step('size of the first load', onLine => run(npm('run', 'size'), { env, onLine: (line) => {
    onLine(line)
    if (/budget|third parties/.test(line)) totals.push(line)
  } }))
  console.log(totals.join('\n'))
}

/**
 * Steps by name. Those of one stage run side by side.
 *
 * @type {Record<string, () => Promise<Counts | void>>[]}
 */
const STAGES = [
  { lockfile: () => check('lockfile', [projectNode, [inProject('scripts', 'check-lockfile.mjs')]]) },
  { prepare: () => check('prepare (nuxt prepare)', npm('run', 'postinstall')) },
  {
    // Each uses one processor, and only reads what `prepare` has written: `nuxt typecheck` would write it again.
    lint: () => check('lint (eslint)', npm('run', 'lint')),
    typecheck: () => check('typecheck (vue-tsc)', [projectNode, [VUE_TSC, '-b', '--noEmit']]),
  },
  { build },
  { size: () => withChromium('size', size) },
  { unit: async () => vitest('unit', await withServers()) },
  { simulator: () => vitest('simulator') },
  { nuxt: () => vitest('nuxt') },
  { e2e: () => withChromium('e2e tests', async env => vitest('e2e', { ...env, ...await withServers() })) },
]

/** Steps that need a build. */
const NEEDS_BUILD = ['size', 'e2e']

/** @param {unknown} error */
function countFailure(error) {
  if (!(error instanceof StepError)) console.error(error)
  return ONE_FAILURE
}

stopOnSignal(130)

const asked = process.argv.slice(2)
const names = STAGES.flatMap(stage => Object.keys(stage))
const unknown = asked.filter(name => !names.includes(name))
if (unknown.length) {
  console.error(`Unknown step ${unknown.join(', ')}. The steps are: ${names.join(', ')}`)
  process.exit(2)
}

const began = performance.now()
await ensureInstalled().catch(fail)

/** @type {Map<string, Counts>} */
const results = new Map()

/** @param {[name: string, work: () => Promise<Counts | void>]} step */
async function runStep([name, work]) {
  if (asked.length && !asked.includes(name)) return
  if (NEEDS_BUILD.includes(name) && results.get('build')?.failed) {
    console.log(`✘ ${name}: not run, it needs the build`)
    return
  }
  // The other steps still run, so that one run shows every problem.
  results.set(name, await work().catch(countFailure) ?? NONE)
}

for (const stage of STAGES) await Promise.all(Object.entries(stage).map(runStep))

const total = sum([...results.values()])
console.log(`\n${((performance.now() - began) / 60_000).toFixed(1)} minutes`)
console.log(closingLine(total))
process.exit(total.failed ? 1 : 0)
