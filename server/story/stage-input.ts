import * as v from 'valibot'
import { STAGE_LIMITS } from '#shared/limits.ts'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'

/** Id of a stage. */
export const stageId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))

/** Name of a stage. */
export const stageName = v.pipe(
  v.string(),
  v.transform(cleanText),
  v.check(text => plainText(text) !== '' && [...text].length <= STAGE_LIMITS.name),
  v.description(`not blank, at most ${STAGE_LIMITS.name} characters; invisible characters are removed`),
)

const quietDays = v.optional(v.pipe(
  v.number(), v.integer(), v.minValue(1), v.maxValue(STAGE_LIMITS.quietDays),
  v.description(`1 to ${STAGE_LIMITS.quietDays}`),
))

/** The stages that an admin saw. */
export const seenStages = v.pipe(
  v.array(v.strictObject({ id: stageId, name: v.string(), quietDays })), v.maxLength(STAGE_LIMITS.stages),
)

/** The stages that an admin wants. */
export const newStages = v.pipe(
  v.array(v.strictObject({ id: v.optional(stageId), name: stageName, quietDays })),
  v.maxLength(STAGE_LIMITS.stages),
  v.check(stages => new Set(stages.map(stage => stage.name)).size === stages.length),
  v.description(`at most ${STAGE_LIMITS.stages}, each with a name of its own`),
)
