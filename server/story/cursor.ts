import * as v from 'valibot'
import type { Place } from './read-entries.ts'

const form = /^(?<at>\d{1,15})\.(?<id>[0-9a-f]{32})$/

/** Encoded, so that callers do not calculate with it. */
export const timelineCursor = v.pipe(
  v.string(),
  v.maxLength(80),
  v.transform(text => Buffer.from(text, 'base64url').toString('latin1')),
  v.regex(form),
  v.transform((text): Place => {
    const { at, id } = form.exec(text)!.groups as { at: string, id: string }
    return { at: Number(at), id }
  }),
  v.description('the cursor of an earlier answer'),
)

/** @returns what `timelineCursor` reads */
export function toCursor({ at, id }: Place): string {
  return Buffer.from(`${at}.${id}`, 'latin1').toString('base64url')
}
