import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countsOf, NONE, ONE_FAILURE, sum } from './counts.mjs'
import { npm } from './project.mjs'
import { run } from './run.mjs'
import { step, StepError } from './step.mjs'

/**
 * Runs one project of vitest.config.ts.
 *
 * @param {'unit' | 'simulator' | 'nuxt' | 'e2e'} project
 * @param {NodeJS.ProcessEnv} [env] added to ours
 * @returns {Promise<import('./counts.mjs').Counts>} at least one failure when vitest failed, even if its report has
 * none
 */
export async function vitest(project, env) {
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-test-'))
  const report = join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const program = npm('run', `test:${project}`, '--', ...reporters)
  try {
    await step(`${project} tests`, onLine => run(program, { env, onLine }))
    return readCounts(report)
  }
  catch (error) {
    if (!(error instanceof StepError)) throw error
    const counts = readCounts(report)
    return counts.failed ? counts : sum([counts, ONE_FAILURE])
  }
  finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * @param {string} report
 * @returns {import('./counts.mjs').Counts} zeros when vitest ended before it wrote its report
 */
function readCounts(report) {
  try {
    return countsOf(JSON.parse(readFileSync(report, 'utf8')))
  }
  catch {
    return NONE
  }
}
