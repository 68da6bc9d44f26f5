const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
/** China has one time zone, without summer time. */
const CHINA_MS = 8 * HOUR_MS
const MORNING_MS = 9 * HOUR_MS

/**
 * @param at milliseconds since 1970
 * @returns the first nine o'clock in China after this moment
 */
export function nextMorning(at: number): number {
  const today = Math.floor((at + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS + MORNING_MS
  return today > at ? today : today + DAY_MS
}
