import type { TimelineAction } from '#shared/timeline-kinds.ts'
import type { CustomerChange } from '../wecom/callback/event.ts'
import type { NewEntry } from './entry.ts'
import type { CustomerEvent, PersonInGroup, RelationEvent } from './event-queue.ts'

const RELATION: Readonly<Record<CustomerChange, TimelineAction>> = {
  added: 'added',
  edited: 'in_wecom',
  deleted_by_member: 'deleted_by_member',
  deleted_by_customer: 'deleted_by_customer',
  transferred: 'transferred',
  transfer_failed: 'transfer_failed',
}

type What = Pick<NewEntry, 'kind' | 'action' | 'eventId' | 'who' | 'details'>

/**
 * @returns the entry of an event of WeCom; undefined when it tells nothing about a customer
 * @throws RangeError when its time is none: such a row could not be shown
 */
export function entryOfEvent(corpId: string, event: CustomerEvent): NewEntry | undefined {
  const { externalUserId, at } = event
  const what = event.kind === 'person_in_group' ? inGroup(event) : ofRelation(event)
  if (!what || !externalUserId) return undefined
  if (Number.isNaN(new Date(at * 1_000).getTime())) throw new RangeError('The time of an event is no time')
  return {
    subject: { kind: 'externalUserId', scope: corpId, id: externalUserId }, at: at * 1_000, source: 'wecom', ...what,
  }
}

// WeCom has no id for events. It sends one again when it gets no answer.

function ofRelation({ change, externalUserId, userId, at }: RelationEvent): What | undefined {
  return change && {
    kind: change === 'edited' ? 'change' : 'relation',
    action: RELATION[change],
    eventId: `${change} ${externalUserId} ${userId} ${at}`,
    who: userId || undefined,
  }
}

function inGroup({ change, externalUserId, chatId, way, at }: PersonInGroup): What {
  const details = { groupWay: way }
  return { kind: 'group', action: change, eventId: `${change} ${externalUserId} ${chatId} ${at}`, details }
}
