import type { DatedItem } from './key-value-store.ts'

/**
 * Since when a memory knows every used item. A new memory knows none: it begins with the next millisecond. Items whose
 * date is no longer near are forgotten, and the memory does not begin earlier again when a clock is put back. It begins
 * in the future only as far as dates may be, so that a clock that was years ahead does not refuse every item for years.
 *
 * @param known what this function returned last for the memory; undefined for a new one
 * @returns milliseconds since 1970
 */
export function rememberedSince(known: number | undefined, { now, toleranceMs }: DatedItem): number {
  return Math.max(now - toleranceMs, Math.min(known ?? now + 1, now + toleranceMs))
}
