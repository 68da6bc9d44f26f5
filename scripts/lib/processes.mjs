import { spawn, spawnSync } from 'node:child_process'
import { root } from './project.mjs'

const GRACE_MS = 10_000
const PARENT_CHECK_MS = 500
const windows = process.platform === 'win32'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
let stopping = false

/**
 * Starts a program in its own process group, so that stopping it also stops what it started (Nuxt's dev server forks),
 * and so that Ctrl-C in a terminal reaches only us: we decide the order of the shutdown.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>}
 */
export function start(command, args, env) {
  const child = spawn(command, args, { cwd: root, env, detached: !windows, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

/**
 * Tells how a program ended, unless it was we who ended it.
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
    // The group is gone already.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
  }
}

/** Asks everything we started to end, insists after ten seconds, and resolves when nothing is left. */
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
 * Ends the children, then us, on Ctrl-C, `kill` and a closed terminal.
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

  // `kill` of npm reaches the shell between npm and us, which ends without passing it on: we only lose our parent.
  const parent = process.ppid
  setInterval(() => process.ppid === parent || stop('npm ended'), PARENT_CHECK_MS).unref()

  // A crash of ours must not leave servers behind.
  process.once('exit', () => running.forEach(child => signalTree(child, 'SIGKILL')))
}
