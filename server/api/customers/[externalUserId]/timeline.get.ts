import * as v from 'valibot'
import { TIMELINE_KINDS } from '#shared/timeline-kinds.ts'
import { record } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { timelineCursor } from '../../../story/cursor.ts'

export default defineDoor({
  does: 'What happened with a customer, the newest first; first of all with the notes on top and own reminders.',
  who: 'follower',
  query: { cursor: v.optional(timelineCursor), kind: v.optional(v.picklist(TIMELINE_KINDS)) },
  answer: 'TimelinePage',
  asks: 'store',
}, async ({ event, member, externalUserId, query, services }) => {
  const isFirst = !query.cursor && !query.kind
  const [page, reminders] = await Promise.all([
    services.story.timeline.page(member.userId, externalUserId, query),
    isFirst ? services.reminders.list(member.userId, externalUserId) : undefined,
  ])
  record(event, 'view_timeline', { subject: externalUserId })
  const members = [...page.notes?.map(({ author }) => author) ?? [], ...page.entries.flatMap(({ who }) => who ?? [])]
  return { ...page, reminders, names: await services.memberNames.ofSome(members) }
})
