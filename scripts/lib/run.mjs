import { createInterface } from 'node:readline'
import { onEnd, start } from './processes.mjs'

/** A program ended with an error. `output` is all that it printed. */
export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {string} output
   */
  constructor(message, output) {
    super(message)
    this.name = 'CommandError'
    this.output = output
  }
}

/**
 * Runs a program to its end and keeps its output.
 *
 * @param {[command: string, args: string[]]} program
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env] added to ours
 * @param {(line: string) => void} [options.onLine] called with each line of the output
 * @returns {Promise<string>} all that it printed
 * @throws {CommandError} when it cannot be started, or ends with another code than 0
 */
export function run([command, args], { env, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { ...process.env, ...env })
    /** @type {string[]} */
    const lines = []
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        onLine?.(line)
      })
    }
    onEnd(child, (code, how) => {
      const output = lines.join('\n')
      if (code === 0) resolve(output)
      else reject(new CommandError(how, output))
    })
  })
}
