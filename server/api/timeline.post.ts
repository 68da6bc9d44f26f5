import * as v from 'valibot'
import { CUSTOMERS_OF_CORP } from '#shared/api-scopes.ts'
import { recordWith } from '../http/audit.ts'
import { defineDoor } from '../http/door/define-door.ts'
import { requireAppOfKey } from '../http/door/require-key.ts'
import { reportedEvent, subjectOfReport } from '../http/reported-event.ts'

const MAX_EVENTS = 1_000

export default defineDoor({
  does: 'Writes events of a system of the company to timelines. An id that the system has used before changes nothing.',
  who: { key: 'timeline:write' },
  body: v.strictObject({ events: v.pipe(v.array(reportedEvent), v.minLength(1), v.maxLength(MAX_EVENTS)) }),
  // A thousand texts of 200 Chinese characters, with ids.
  maxBytes: 1024 * 1024,
  answer: 'RecordedEvents',
  errors: ['app_not_allowed'],
  asks: 'store',
}, async ({ event, by, body: { events }, services }) => {
  const reports = events.map(({ id, at, text, ...ids }) => ({ id, at, text, about: subjectOfReport(ids) }))
  for (const { about } of reports) {
    if (about.kind === 'openId') requireAppOfKey(event, about.scope)
    if (about.kind === 'externalUserId') requireAppOfKey(event, CUSTOMERS_OF_CORP)
  }
  const recorded = await recordWith(event, append => services.story.report(reports, by,
    transaction => append(transaction, 'write_timeline', { details: { events: reports.length } })))
  return { recorded, known: reports.length - recorded }
})
