import { Refusal } from './refusal.ts'

/** An opaque position in a list, as WeCom's `next_cursor`. */
export function encodeCursor(position: number): string {
  return Buffer.from(`at:${position}`).toString('base64url')
}

/**
 * @param cursor empty or absent: the beginning
 * @param length of the list
 * @throws Refusal 50100
 */
export function decodeCursor(cursor: unknown, length: number): number {
  if (cursor === undefined || cursor === null || cursor === '') return 0
  if (typeof cursor !== 'string') throw new Refusal(50100, 'cursor is not a string')
  const position = Number(/^at:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] ?? Number.NaN)
  if (!(position < length)) throw new Refusal(50100, 'the cursor was not given out by this API')
  return position
}
