import type { TimelineAction } from '#shared/timeline-kinds.ts'
import type { CallbackEvent, CustomerChange } from '../wecom/callback/event.ts'
import type { NewEntry } from './entry.ts'

const RELATION: Readonly<Record<CustomerChange, TimelineAction>> = {
  added: 'added',
  edited: 'in_wecom',
  deleted_by_member: 'deleted_by_member',
  deleted_by_customer: 'deleted_by_customer',
  transferred: 'transferred',
  transfer_failed: 'transfer_failed',
}

/**
 * @returns the entry of an event of WeCom; undefined when it tells nothing about a customer
 * @throws RangeError when its time is none: such a row could not be shown
 */
export function entryOfEvent(corpId: string, event: CallbackEvent): NewEntry | undefined {
  if (event.kind !== 'customer' || !event.change || !event.externalUserId) return undefined
  const { externalUserId, userId, change, at } = event
  if (Number.isNaN(new Date(at * 1_000).getTime())) throw new RangeError('The time of an event is no time')
  return {
    subject: { kind: 'externalUserId', scope: corpId, id: externalUserId },
    at: at * 1_000,
    kind: change === 'edited' ? 'change' : 'relation',
    action: RELATION[change],
    source: 'wecom',
    // WeCom has no id for events. It sends one again when it gets no answer.
    eventId: `${change} ${externalUserId} ${userId} ${at}`,
    who: userId || undefined,
  }
}
