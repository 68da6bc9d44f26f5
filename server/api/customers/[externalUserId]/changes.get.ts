import * as v from 'valibot'
import { defineDoor } from '../../../http/door/define-door.ts'

/** A process learns of a change a second late at most; the page counts from an answer, which took its time. */
const MARGIN_SECONDS = 6

const seconds = v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number))

export default defineDoor({
  does: 'Whether a customer may have changed in the last seconds, so that an open page asks for the profile again.',
  who: 'follower',
  unattended: true,
  query: { within: seconds },
  answer: 'CustomerChanges',
  asks: 'wecom',
}, ({ externalUserId, query, services }) =>
  ({ changed: services.hasChanged(externalUserId, (query.within + MARGIN_SECONDS) * 1_000) }))
