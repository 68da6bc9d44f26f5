import * as v from 'valibot'
import { TIMELINE_KINDS } from '#shared/timeline-kinds.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { readTimeline } from '../../../http/read-timeline.ts'
import { timelineCursor } from '../../../story/cursor.ts'

export default defineDoor({
  does: 'What happened with a customer, the newest first; first of all with the notes on top and own reminders.',
  who: 'follower',
  query: { cursor: v.optional(timelineCursor), kind: v.optional(v.picklist(TIMELINE_KINDS)) },
  answer: 'TimelinePage',
  asks: 'store',
}, ({ event, member, externalUserId, query }) => readTimeline(event, member, externalUserId, query))
