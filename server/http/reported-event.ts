import * as v from 'valibot'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'
import { openPlatformName, wecomId } from './ids.ts'

const MAX_TEXT = 200
/** Milliseconds: as far as clocks of other systems may differ. An event of the future would stay on top. */
const MAX_AHEAD = 5 * 60_000

const ids = {
  unionId: v.optional(wecomId),
  openPlatform: v.optional(openPlatformName),
  externalUserId: v.optional(wecomId),
  appId: v.optional(wecomId),
  openId: v.optional(wecomId),
}

/** The ids of a person in an event: of one of the three kinds. */
export type ReportedIds = v.InferOutput<v.StrictObjectSchema<typeof ids, undefined>>

/** An event that a system of the company reports about a person. */
export const reportedEvent = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[\w.:/-]{1,128}$/)),
    at: v.pipe(
      v.string(), v.isoTimestamp(), v.transform(Date.parse),
      v.check(at => at >= 0 && at <= Date.now() + MAX_AHEAD),
      v.description('ISO 8601 with a time zone, since 1970, at most five minutes ahead'),
    ),
    text: v.pipe(
      v.string(),
      v.transform(cleanText),
      v.check(text => plainText(text) !== '' && [...text].length <= MAX_TEXT),
      v.description(`not blank, at most ${MAX_TEXT} characters; invisible characters are removed`),
    ),
    ...ids,
  }),
  v.check(event => hasOneSubject(event)),
  v.description('`unionId` (with `openPlatform` for another than `main`), `externalUserId`, or `appId` with `openId`'),
)

function hasOneSubject({ unionId, openPlatform, externalUserId, appId, openId }: ReportedIds): boolean {
  const kinds = [unionId, externalUserId, openId].filter(id => id !== undefined)
  return kinds.length === 1 && (appId === undefined) === (openId === undefined)
    && (openPlatform === undefined || unionId !== undefined)
}

/** @returns the person of a checked event, by the id that it has */
export function subjectOfReport({ unionId, openPlatform = 'main', externalUserId, appId, openId }: ReportedIds) {
  if (unionId !== undefined) return { kind: 'unionId', scope: openPlatform, id: unionId } as const
  if (openId !== undefined) return { kind: 'openId', scope: appId!, id: openId } as const
  return { kind: 'externalUserId', id: externalUserId! } as const
}
