import { spawn, spawnSync } from 'node:child_process'
import { root } from './project.mjs'

const GRACE_MS = 10_000
const PARENT_CHECK_MS = 500
const windows = process.platform === 'win32'

/** @typedef {import('node:stream').Readable} Readable */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
let stopping = false

/**
 * Starts a program in its own process group. Stopping it then also stops its children (Nuxt's dev server forks), and
 * Ctrl-C in a terminal reaches only our process, which decides the order of the shutdown.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {import('node:child_process').ChildProcessByStdio<null, Readable, Readable>}
 */
export function start(command, args, env) {
  const child = spawn(command, args, { cwd: root, env, detached: !windows, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

/**
 * Reports how a program ended, unless we ended it.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {(code: number | null, how: string) => void} tell
 */
export function onEnd(child, tell) {
  child.once('error', error => tell(null, `cannot be started: ${error.message}`))
  child.once('close', (code, signal) => {
    if (!stopping) tell(code, `ended with ${signal ?? `code ${code}`}`)
  })
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalTree(child, signal) {
  if (child.pid === undefined) return
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'])
    return
  }
  try {
    process.kill(-child.pid, signal)
  }
  catch (error) {
    // The process group has already ended.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
  }
}

/** Sends SIGTERM to every program we started, SIGKILL after ten seconds, and resolves when all have ended. */
export async function stopAll() {
  stopping = true
  await Promise.all([...running].map(child => new Promise((resolve) => {
    const insist = setTimeout(() => signalTree(child, 'SIGKILL'), GRACE_MS)
    child.once('close', () => {
      clearTimeout(insist)
      resolve(undefined)
    })
    signalTree(child, 'SIGTERM')
  })))
}

/**
 * Ends the children, then our process, on Ctrl-C, on `kill` and when the terminal is closed.
 *
 * @param {number} exitCode
 */
export function stopOnSignal(exitCode) {
  /** @param {string} reason */
  async function stop(reason) {
    if (stopping) return
    console.log(`\nStopping (${reason}) …`)
    await stopAll()
    process.exit(exitCode)
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stop)

  // `kill` of npm reaches the shell between npm and our process. The shell ends without passing the signal on, so we
  // only notice that our parent has changed.
  const parent = process.ppid
  setInterval(() => process.ppid === parent || stop('npm ended'), PARENT_CHECK_MS).unref()

  // A crash of this script must not leave servers running.
  process.once('exit', () => running.forEach(child => signalTree(child, 'SIGKILL')))
}
