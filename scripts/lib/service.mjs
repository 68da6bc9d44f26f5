import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { onEnd, start } from './processes.mjs'
import { CommandError } from './run.mjs'

const TAIL_LINES = 30
const READY_MS = 120_000

/**
 * A program that should run until we stop it.
 *
 * @typedef {object} Service
 * @property {string} name
 * @property {Promise<never>} died rejects with its last lines of output when it ends
 */

/**
 * @param {string} name for messages
 * @param {[command: string, args: string[]]} program
 * @param {NodeJS.ProcessEnv} env the whole environment
 * @param {(line: string) => void} onLine called with each line of its output
 * @returns {Service}
 */
export function startService(name, [command, args], env, onLine) {
  const child = start(command, args, env)
  /** @type {string[]} */
  const tail = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      tail.push(line)
      if (tail.length > TAIL_LINES) tail.shift()
      onLine(line)
    })
  }
  /** @type {Promise<never>} */
  const died = new Promise((_, reject) => {
    onEnd(child, (_, how) => reject(new CommandError(`${name} ${how}. Its last lines:`, tail.join('\n'))))
  })
  // The caller awaits `died` later. Until then a rejection must not count as unhandled.
  died.catch(() => {})
  return { name, died }
}

/**
 * Asks until the service answers with 2xx.
 *
 * @param {Service} service
 * @param {string} url
 * @returns {Promise<Response>}
 * @throws {CommandError} when it ends before that
 * @throws {Error} when it is not ready after two minutes
 */
export function ready(service, url) {
  return Promise.race([service.died, poll(service.name, url)])
}

/**
 * @param {string} name
 * @param {string} url
 */
async function poll(name, url) {
  const deadline = performance.now() + READY_MS
  while (performance.now() < deadline) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined)
    if (response?.ok) return response
    await sleep(200)
  }
  throw new Error(`${name} did not answer at ${url} within ${READY_MS / 1000} s`)
}
