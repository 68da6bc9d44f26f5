import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AREAS } from './scripts/mutation/areas.mjs'

const area = process.env.MUTATION_AREA ?? ''
const { mutate, least } = AREAS[area] ?? { mutate: [], least: 0 }
const results = `test-results/mutation/${area}`

/** Run by `npm run mutation`, one area at a time. @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutation/vitest.config.ts', related: false },
  mutate,
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `${results}.incremental.json`,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false },
  htmlReporter: { fileName: `${results}.html` },
  jsonReporter: { fileName: `${results}.json` },
  thresholds: { high: least, low: least, break: least },
  // Outside node_modules: the processes that tests start would compile no TypeScript there.
  tempDirName: join(tmpdir(), 'wecom-sidebar-mutation'),
  ignorePatterns: ['.output', '!.nuxt', '.data', 'test-results', 'docs/images'],
  concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
  timeoutMS: 15_000,
}
