import * as v from 'valibot'
import { FIELD_TYPES } from '#shared/field-types.ts'
import { FIELD_LIMITS } from '#shared/limits.ts'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'

const { fields, name, choices, choice, text, number } = FIELD_LIMITS

/** Id of a field. */
export const fieldId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))

const shortText = (limit: number) => v.pipe(
  v.string(),
  v.transform(line => cleanText(line).replace(/\s+/gu, ' ')),
  v.check(line => plainText(line) !== '' && [...line].length <= limit),
  v.description(`one line, not blank, at most ${limit} characters; invisible characters are removed`),
)

/** Name of a field. */
export const fieldName = shortText(name)

const isEachOnce = (texts: readonly string[]) => new Set(texts).size === texts.length

/** The fields that an admin saw. */
export const seenFields = v.pipe(
  v.array(v.strictObject({
    id: fieldId, name: v.string(), type: v.picklist(FIELD_TYPES), choices: v.optional(v.array(v.string())),
  })),
  v.maxLength(fields),
)

const newField = v.pipe(
  v.strictObject({
    id: v.optional(fieldId),
    name: fieldName,
    type: v.picklist(FIELD_TYPES),
    choices: v.optional(v.pipe(
      v.array(shortText(choice)), v.minLength(1), v.maxLength(choices), v.check(list => isEachOnce(list)),
      v.description(`1 to ${choices}, each once`),
    )),
  }),
  v.check(field => (field.type === 'choice') === (field.choices !== undefined)),
  v.description('`choices` for the type `choice` only'),
)

/** The fields that an admin wants. */
export const newFields = v.pipe(
  v.array(newField),
  v.maxLength(fields),
  v.check(list => isEachOnce(list.map(field => field.name))),
  v.description(`at most ${fields}, each with a name of its own`),
)

/** What a field may hold; which type it must have, the field says. */
export const fieldValue = v.union([
  shortText(text),
  v.pipe(v.number(), v.minValue(-number), v.maxValue(number)),
  v.boolean(),
])
