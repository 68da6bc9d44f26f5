import type { Clock } from '../upstream/clock.ts'

/** Longer than WeCom takes for a customer with thousands of followers; milliseconds. */
const STEP_MS = 1_000
/** A refusal does not wait longer for others: its door has four seconds. */
const MAX_WAIT_MS = 3_000

/**
 * Gives refusals the same duration. "Does not exist" takes one call of WeCom, "exists but is not yours" takes several,
 * or none when it is in a cache, so the duration would tell them apart. A refusal is sent a whole number of seconds
 * after its start. Under load one second is too short for those that wait for WeCom: so it is sent when all work that
 * started before it has ended, too.
 *
 * @param isRefusal which failures to delay; other failures and answers pass at once
 */
export function evenRefusals(isRefusal: (error: unknown) => boolean, clock: Clock) {
  /** When the work that has not ended was started, the oldest first. */
  const running = new Set<{ start: number }>()

  async function wait(start: number): Promise<void> {
    const elapsed = () => clock.monotonic() - start
    const isOlderRunning = () => running.values().some(work => work.start < start)
    do await clock.sleep(STEP_MS - (elapsed() % STEP_MS))
    while (elapsed() < MAX_WAIT_MS && isOlderRunning())
  }

  return async function even<T>(work: () => Promise<T>): Promise<T> {
    const own = { start: clock.monotonic() }
    running.add(own)
    try {
      return await work().finally(() => running.delete(own))
    }
    catch (error) {
      if (isRefusal(error)) await wait(own.start)
      throw error
    }
  }
}
