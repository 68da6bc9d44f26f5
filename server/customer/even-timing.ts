import type { Clock } from '../upstream/clock.ts'

/** Longer than fetching a customer usually takes, short enough for a member to wait for a refusal; milliseconds. */
const STEP_MS = 400

/**
 * Gives refusals the same duration. "Does not exist" takes one call of WeCom, "exists but is not yours" takes several,
 * so the duration would tell them apart. A refusal is sent at the next multiple of 400 ms after the start.
 *
 * @param isRefusal which failures to delay; other failures and answers pass at once
 */
export function evenRefusals(isRefusal: (error: unknown) => boolean, clock: Clock) {
  return async function even<T>(work: () => Promise<T>): Promise<T> {
    const start = clock.monotonic()
    try {
      return await work()
    }
    catch (error) {
      if (isRefusal(error)) await clock.sleep(STEP_MS - ((clock.monotonic() - start) % STEP_MS))
      throw error
    }
  }
}
