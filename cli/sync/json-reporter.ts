import { createOutlook } from './outlook.ts'
import type { Reporter, Role } from './reporter.ts'

const INTERVAL_MS = 1_000

/**
 * For other programs: one JSON object per line, each with an `event`.
 *
 * @param now milliseconds, any origin
 */
export function createJsonReporter(write: (text: string) => unknown, now: () => number): Reporter {
  let outlook = createOutlook(now)
  let role: Role = 'runner'
  const say = (event: string, rest: object = {}) => void write(`${JSON.stringify({ event, role, ...rest })}\n`)
  return {
    intervalMs: INTERVAL_MS,
    role(next) {
      if (next === role) return
      role = next
      outlook = createOutlook(now)
      say('role')
    },
    progress: progress => say('progress', { ...progress, ...outlook(progress) }),
    stopping: () => say('stopping'),
    stopped: () => say('stopped'),
    complete: progress => say('complete', progress),
    failed: failure => say('failed', failure),
  }
}
