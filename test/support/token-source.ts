import type { Credential } from '../../server/upstream/credentials/shared-credential.ts'
import type { ManualClock } from './manual-clock.ts'

/** WeCom's gettoken: it returns the same value while that is valid (doc 91039). It can also fail in several ways. */
export interface TokenSource {
  fetch: () => Promise<Credential>
  /** Makes a value invalid early. */
  revoke: (value: string) => void
  /** The next calls get no answer. */
  fail: (times: number) => void
  /** The next calls return a value that is already invalid. */
  repeat: (times: number) => void
  isAlive: (value: string) => boolean
  /** Number of calls, number of values, and the other answers. */
  counts: { fetches: number, values: number, failures: number, repeats: number }
}

const LIFETIME_MS = 7_200_000

export function createTokenSource(clock: ManualClock): TokenSource {
  const counts = { fetches: 0, values: 0, failures: 0, repeats: 0 }
  const revoked = new Set<string>()
  let current = { value: '', until: 0 }
  let failing = 0
  let repeating = 0

  const isAlive = (value: string) => value === current.value && !revoked.has(value) && clock.monotonic() < current.until
  function hand(): Credential {
    return {
      value: current.value,
      expiresInSeconds: Math.max(1, Math.round((current.until - clock.monotonic()) / 1_000)),
    }
  }

  return {
    counts,
    isAlive,
    async fetch() {
      counts.fetches++
      if (failing > 0) {
        failing--
        counts.failures++
        throw new Error('reset')
      }
      if (isAlive(current.value)) return hand()
      if (repeating > 0 && revoked.has(current.value)) {
        repeating--
        counts.repeats++
        return hand()
      }
      current = { value: `v${++counts.values}`, until: clock.monotonic() + LIFETIME_MS }
      return hand()
    },
    revoke: value => void revoked.add(value),
    fail: times => void (failing = times),
    repeat: times => void (repeating = times),
  }
}
