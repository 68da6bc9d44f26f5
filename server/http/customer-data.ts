import * as v from 'valibot'
import { fieldName, fieldValue } from '../story/field-input.ts'
import { stageName } from '../story/stage-input.ts'
import { openPlatformName, wecomId } from './ids.ts'

const ids = {
  unionId: v.optional(wecomId),
  openPlatform: v.optional(openPlatformName),
  externalUserId: v.optional(wecomId),
}

/** The stage and the fields that a system sends about a person. */
export const newCustomerData = v.pipe(
  v.strictObject({
    ...ids,
    stage: v.optional(stageName),
    fields: v.optional(v.record(fieldName, fieldValue), {}),
  }),
  v.check(({ unionId, externalUserId, openPlatform }) =>
    (unionId === undefined) !== (externalUserId === undefined)
    && (openPlatform === undefined || unionId !== undefined)),
  v.description('`unionId` (with `openPlatform` for another than `main`), or `externalUserId`'),
)
