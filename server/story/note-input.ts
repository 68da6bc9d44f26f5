import * as v from 'valibot'
import { NOTE_LIMITS } from '#shared/limits.ts'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'

/** Id of a note. */
export const noteId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))

/** A note from the page, in the form that is stored. */
export const seenNoteText = v.pipe(v.string(), v.transform(cleanText))

/** A new note: not blank, not too long. */
export const newNoteText = v.pipe(
  seenNoteText,
  v.check(text => plainText(text) !== '' && [...text].length <= NOTE_LIMITS.text),
  v.description(`not blank, at most ${NOTE_LIMITS.text} characters; invisible characters are removed`),
)
