import { stripVTControlCharacters } from 'node:util'
import { CommandError } from './run.mjs'

const HEARTBEAT_MS = process.stdout.isTTY ? 1_000 : 15_000

/** A step failed. Its output has already been printed. */
export class StepError extends Error {}

/**
 * Ends a script whose work failed.
 *
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  if (!(error instanceof StepError)) console.error(error)
  process.exit(1)
}

/** @param {number} since milliseconds, as of `performance.now()` */
const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`

/**
 * Prints the title of a step, its progress and how long it took. When it fails, prints its whole output.
 *
 * @template T
 * @param {string} title
 * @param {(progress: (line: string) => void) => Promise<T>} work calls `progress` with its latest line of output
 * @returns {Promise<T>}
 * @throws {StepError} when the work fails
 */
export async function step(title, work) {
  const began = performance.now()
  let latest = ''
  const show = progressPrinter(title)
  show.begin()
  const heartbeat = setInterval(() => show.beat(seconds(began), latest), HEARTBEAT_MS)
  try {
    const result = await work((line) => {
      latest = stripVTControlCharacters(line).trim() || latest
    })
    show.end(`✔ ${title} (${seconds(began)})`)
    return result
  }
  catch (error) {
    show.end(`✘ ${title} (${seconds(began)}): ${error instanceof Error ? error.message : error}`)
    if (error instanceof CommandError) console.log(`${error.output}\n`)
    throw new StepError(title, { cause: error })
  }
  finally {
    clearInterval(heartbeat)
  }
}

/**
 * In a terminal, the progress is one line that changes in place; in a log, a new line from time to time.
 *
 * @param {string} title
 */
function progressPrinter(title) {
  const { stdout } = process
  /** @type {(text: string) => void} */
  const inPlace = text => void stdout.write(`\r\x1B[2K${text.slice(0, stdout.columns - 1)}`)
  if (stdout.isTTY) {
    return {
      begin: () => inPlace(`… ${title}`),
      beat: (/** @type {string} */ time, /** @type {string} */ latest) => inPlace(`… ${title} ${time}  ${latest}`),
      end: (/** @type {string} */ line) => {
        inPlace('')
        console.log(line)
      },
    }
  }
  return {
    begin: () => console.log(`… ${title}`),
    beat: (/** @type {string} */ time, /** @type {string} */ latest) =>
      console.log(`    ${time}  ${latest.slice(0, 140)}`),
    end: (/** @type {string} */ line) => console.log(line),
  }
}
