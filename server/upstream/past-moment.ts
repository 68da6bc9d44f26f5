/** Clocks of two machines differ by less than this, milliseconds. */
const MOST_SKEW_MS = 60_000

/**
 * A moment in the future was written while a clock was ahead, and tells nothing.
 *
 * @param moment milliseconds since 1970, as `now`
 * @returns the moment, if it can be true
 */
export function pastMoment(moment: number | undefined, now: number): number | undefined {
  return moment !== undefined && moment <= now + MOST_SKEW_MS ? moment : undefined
}
