import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'
import { step } from './step.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
const PACKAGES = ['chromium', 'fonts-noto-cjk']

/** What a person must type where we cannot. */
export const INSTALL_COMMAND = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  }
  catch {
    return false
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} CHROMIUM_PATH, or the first Chromium on the PATH
 */
export function findChromium(env) {
  if (env.CHROMIUM_PATH) return isExecutable(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable)
}

/**
 * Finds Chromium; on Debian, as root, installs it from Debian's packages when there is none.
 *
 * @returns {Promise<string | undefined>} its path
 */
export async function ensureChromium() {
  const found = findChromium(process.env)
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version') && !process.env.CHROMIUM_PATH
  if (found || !mayInstall) return found
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await step('package lists (apt-get update)', onLine => run(['apt-get', ['update']], { env, onLine }))
  await step('Chromium (apt-get install)', onLine =>
    run(['apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES]], { env, onLine }))
  return findChromium(process.env)
}
