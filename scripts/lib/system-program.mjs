import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'
import { step } from './step.mjs'

/**
 * A program that tests need and npm does not install.
 *
 * @typedef {object} SystemProgram
 * @property {string} title
 * @property {string[]} names its names on the PATH, the best first
 * @property {string} variable environment variable that may hold another path
 * @property {string[]} packages Debian packages that contain it
 * @property {string} [folder] where Debian keeps it, if ordinary users do not have it on the PATH
 * @property {string} [versions] folder in which Debian keeps its `<version>/bin`, outside the PATH
 */

/**
 * The headless shell comes first: without the parts of a desktop browser, a tab needs a seventh of the processor time.
 *
 * @satisfies {SystemProgram}
 */
export const CHROMIUM = {
  title: 'Chromium',
  names: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
  variable: 'CHROMIUM_PATH',
  packages: ['chromium-headless-shell', 'fonts-noto-cjk', 'fonts-noto-color-emoji'],
}

/** @satisfies {SystemProgram} */
export const REDIS_SERVER = {
  title: 'redis-server',
  names: ['redis-server', 'valkey-server'],
  variable: 'REDIS_SERVER_PATH',
  packages: ['redis-server'],
}

/** initdb is in the same folder. @satisfies {SystemProgram} */
export const POSTGRES = {
  title: 'PostgreSQL',
  names: ['postgres'],
  variable: 'POSTGRES_PATH',
  packages: ['postgresql'],
  versions: '/usr/lib/postgresql',
}

/** Debian keeps it where only administrators look. @satisfies {SystemProgram} */
export const PGBOUNCER = {
  title: 'PgBouncer',
  names: ['pgbouncer'],
  variable: 'PGBOUNCER_PATH',
  packages: ['pgbouncer'],
  folder: '/usr/sbin',
}

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

/** @param {string} [versions] */
function versionFolders(versions) {
  return versions && existsSync(versions) ? readdirSync(versions).map(version => join(versions, version, 'bin')) : []
}

/**
 * @param {SystemProgram} program
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} the path in its variable, or the first of its names on the PATH, or its path in
 * Debian's folder
 */
export function findProgram({ names, variable, folder, versions }, env) {
  const own = env[variable]
  if (own) return isExecutable(own) ? own : undefined
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const folders = [...onPath, ...folder ? [folder] : [], ...versionFolders(versions)]
  return names.flatMap(name => folders.map(path => join(path, name))).find(isExecutable)
}

/**
 * Says why a program is missing, and which command installs it where we cannot.
 *
 * @param {SystemProgram} program
 */
export function missing({ title, variable, packages }) {
  return `there is no ${title} on the PATH nor at ${variable}. On Debian:
    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
}

/** A machine that has just started may install its own updates, which lock apt. */
const WHEN_FREE = ['-o', 'DPkg::Lock::Timeout=300']

/**
 * Finds a program; on Debian, as root, installs it from Debian's packages when there is none.
 *
 * @param {SystemProgram} program
 * @returns {Promise<string | undefined>} its path
 */
export async function ensureProgram(program) {
  const found = findProgram(program, process.env)
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version') && !process.env[program.variable]
  if (found || !mayInstall) return found
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await step('package lists (apt-get update)', onLine => run(['apt-get', ['update']], { env, onLine }))
  await step(`${program.title} (apt-get install)`, onLine =>
    run(['apt-get', [...WHEN_FREE, 'install', '-y', '--no-install-recommends', ...program.packages]], { env, onLine }))
  return findProgram(program, process.env)
}
