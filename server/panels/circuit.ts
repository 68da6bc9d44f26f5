import type { Clock } from '../upstream/clock.ts'
import { PanelFailure } from './panel-failure.ts'

/** So many outages in a row open the circuit. */
const FAILURES = 5
/** Then no call waits for the provider for this long; after it, one call tries. */
const PAUSE_MS = 10_000

/**
 * Runs a call of one provider, or fails at once while the provider is out.
 *
 * @throws {PanelFailure} panel_unavailable while the circuit is open
 */
export type Circuit = <T>(call: () => Promise<T>) => Promise<T>

/** @returns a circuit that is closed: calls go through */
export function createCircuit({ monotonic }: Pick<Clock, 'monotonic'>): Circuit {
  let failures = 0
  let openUntil = 0
  return async (call) => {
    if (failures >= FAILURES) {
      if (monotonic() < openUntil) throw new PanelFailure('panel_unavailable', { detail: 'paused after failures' })
      // The others wait until this one has an answer.
      openUntil = monotonic() + PAUSE_MS
    }
    try {
      const answer = await call()
      failures = 0
      return answer
    }
    catch (error) {
      // Other errors say nothing about the provider: a member has left, or it stumbles over one customer.
      if (error instanceof PanelFailure) failures = error.isOutage ? failures + 1 : 0
      if (failures >= FAILURES) openUntil = monotonic() + PAUSE_MS
      throw error
    }
  }
}
