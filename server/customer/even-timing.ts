import type { Clock } from '../upstream/clock.ts'

/** Longer than fetching any customer usually takes, shorter than anybody minds waiting for "not yours". */
const STEP_MS = 400

/**
 * Makes refusals take equally long: "does not exist" costs one upstream call, "exists but is not yours" several, and the
 * difference would tell which it was. A refusal leaves at the next multiple of 400 ms after the start.
 *
 * @param isRefusal which failures to even out; everything else passes at once
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
