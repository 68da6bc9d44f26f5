import * as v from 'valibot'
import type { CardText } from '#shared/types/card.ts'

/** Longest texts, in UTF-16 units: beside a chat there is no room for more. */
export const SHORT = 200
export const LONG = 2_000

/** @returns the schema of a text in one language */
export const longest = (most: number) => v.pipe(v.string(), v.maxLength(most))

/** @returns the schema of a text, or of one for each language */
export const ofText = (most: number): v.GenericSchema<unknown, CardText> => {
  const text = longest(most)
  return v.union([text, v.object({ zh: text, en: text })])
}

/** A label, a title or a cell. */
export const short = ofText(SHORT)
export const long = ofText(LONG)

/** @returns the schema of a list of at most so many */
export const listOf = <T extends v.GenericSchema>(item: T, most: number) => v.pipe(v.array(item), v.maxLength(most))
