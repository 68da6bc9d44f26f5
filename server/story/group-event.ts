import type { CallbackEvent } from '../wecom/callback/event.ts'
import type { PersonInGroup } from './event-queue.ts'

/** External userids begin with it; a userid of a member may, too (doc 92114). */
const EXTERNAL = /^w[mo]/

/** @returns an event for each person from outside the company who has joined or left */
export function peopleInGroup(event: Extract<CallbackEvent, { kind: 'group' }>): PersonInGroup[] {
  const { chatId, change, way, people, at } = event
  if (!change || !chatId) return []
  return [...new Set(people)].filter(id => EXTERNAL.test(id))
    .map(externalUserId => ({ kind: 'person_in_group', externalUserId, change, chatId, way, at }))
}
