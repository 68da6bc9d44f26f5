import { existsSync, readFileSync } from 'node:fs'
import { isInstalled } from './lockfile.mjs'
import { newestChange } from './newest-change.mjs'
import { inProject, npm, projectNode } from './project.mjs'
import { run } from './run.mjs'
import { step } from './step.mjs'

/** @param {string} path */
const readLock = path => JSON.parse(readFileSync(path, 'utf8'))

function isUpToDate() {
  const installed = inProject('node_modules', '.package-lock.json')
  return (
    existsSync(installed)
    && existsSync(projectNode)
    && isInstalled(readLock(inProject('package-lock.json')), readLock(installed))
  )
}

/** Nuxt writes the types, the aliases and the lint rules of the project into .nuxt. An install does this at its end. */
function isPrepared() {
  return newestChange(inProject('.nuxt', 'eslint.config.mjs')) >= newestChange(inProject('nuxt.config.ts'))
}

/** Installs what package-lock.json asks for, the project's own Node included. */
export async function ensureInstalled() {
  if (!isUpToDate()) {
    // npm runs on the system's Node and prints some fifty warnings that the packages need a newer one. They run on the
    // project's Node.
    await step('install (npm ci)', onLine => run(npm('ci', '--no-audit', '--no-fund', '--loglevel=error'), { onLine }))
  }
  if (!isPrepared()) await step('prepare (nuxt prepare)', onLine => run(npm('run', 'postinstall'), { onLine }))
}
