import { createOutlook } from './outlook.ts'
import type { Reporter, Role } from './reporter.ts'
import { progressBar, progressLine, summary } from './texts.ts'

const BAR_INTERVAL_MS = 250
const LINE_INTERVAL_MS = 5_000
const CLEAR_LINE = '\r\u001B[K'

/** The part of a stream that is used; tests pass their own. */
export interface Terminal {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

/**
 * For people: a progress bar in one line of a terminal, or without a terminal a line every few seconds.
 *
 * @param now milliseconds, any origin
 */
export function createTextReporter(out: Terminal, errors: Terminal, now: () => number): Reporter {
  const bar = Boolean(out.isTTY)
  let outlook = createOutlook(now)
  let current: Role = 'runner'
  const say = (text: string) => void out.write(`${bar ? CLEAR_LINE : ''}${text}\n`)

  return {
    intervalMs: bar ? BAR_INTERVAL_MS : LINE_INTERVAL_MS,
    role(role) {
      if (role === current) return
      current = role
      outlook = createOutlook(now)
      say(role === 'follower'
        ? 'Another process is syncing; following it.'
        : 'That process has ended; going on in its place.')
    },
    progress(progress) {
      if (bar) out.write(`${CLEAR_LINE}${progressBar(progress, outlook(progress), out.columns ?? 80)}`)
      else say(progressLine(progress, outlook(progress)))
    },
    stopping: () => say('Stopping after this page …'),
    stopped: () => say('Stopped. Recorded unionids stay; the next sync, here or in a server, continues from there.'),
    complete: progress => say(summary(progress)),
    failed({ code, message, fix }) {
      if (bar) out.write(CLEAR_LINE)
      const advice = fix ? fix.split('\n').map(line => `  - ${line}\n`).join('') : ''
      errors.write(`The sync failed (${code}): ${message}\n${advice}`)
    },
  }
}
