import { readdirSync } from 'node:fs'
import { newestChange } from './newest-change.mjs'
import { inProject, npm, root } from './project.mjs'
import { run } from './run.mjs'
import { step } from './step.mjs'

/** Folders that are not part of the built app. */
const OUTSIDE = new Set([
  'node_modules', 'simulator', 'scripts', 'test', 'bench', 'cli', 'docs', 'coverage', 'test-results',
])

function isUpToDate() {
  // Dot folders hold results, not sources.
  const sources = readdirSync(root).filter(name => !OUTSIDE.has(name) && !name.startsWith('.') && !name.endsWith('.md'))
  const built = newestChange(inProject('.output', 'nitro.json'))
  return sources.every(name => newestChange(inProject(name)) < built)
}

/** Builds the production server into .output. */
export async function build() {
  await step('build (nuxt build)', onLine => run(npm('run', 'build'), { onLine }))
}

/** Builds unless .output is newer than every source. */
export async function ensureBuilt() {
  if (!isUpToDate()) await build()
}
