const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/

/**
 * Reads a day, which begins in UTC, or a moment with its time zone. JavaScript itself would also take `1.12.2026`, for
 * 12 January, and 30 February, for 2 March: a search would be about other days than those asked for.
 *
 * @param text such as `2026-03-31` or `2026-03-31T08:00+08:00`
 * @returns milliseconds since 1970; undefined for any other text
 */
export function momentOf(text: string): number | undefined {
  const at = MOMENT.test(text) ? Date.parse(text) : NaN
  const day = text.slice(0, 'yyyy-mm-dd'.length)
  return Number.isNaN(at) || !new Date(day).toISOString().startsWith(day) ? undefined : at
}
