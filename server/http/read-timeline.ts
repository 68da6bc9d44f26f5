import type { H3Event } from 'h3'
import type { SessionMember } from '#shared/types/session.ts'
import type { TimelinePage } from '#shared/types/timeline.ts'
import { useServices } from '../services/services.ts'
import type { TimelineQuery } from '../story/timeline.ts'
import { record } from './audit.ts'

/**
 * Reads a page of a customer's timeline for a member who may see the customer, and puts that on record.
 *
 * @param query without a cursor and a kind, the answer has the notes on top and the member's own reminders, too
 * @throws {AppError} store_unavailable
 */
export async function readTimeline(
  event: H3Event, { userId }: SessionMember, externalUserId: string, query: TimelineQuery = {},
): Promise<TimelinePage> {
  const { story, reminders, memberNames } = useServices()
  const isFirst = !query.cursor && !query.kind
  const [page, ownReminders] = await Promise.all([
    story.timeline.page(userId, externalUserId, query),
    isFirst ? reminders.list(userId, externalUserId) : undefined,
  ])
  record(event, 'view_timeline', { subject: externalUserId })
  const members = [...page.notes?.map(({ author }) => author) ?? [], ...page.entries.flatMap(({ who }) => who ?? [])]
  return { ...page, reminders: ownReminders, names: await memberNames.ofSome(members) }
}
