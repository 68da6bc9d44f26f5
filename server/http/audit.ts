import type { H3Event } from 'h3'
import type { AuditAction } from '#shared/audit-actions.ts'
import type { ActionWritten } from '../audit/actions.ts'
import type { AppendEntries } from '../audit/audit-log.ts'
import type { AuditEntry } from '../audit/entry.ts'
import type { AlongsideReminder } from '../reminders/reminders.ts'
import type { AlongsideReply } from '../replies/quick-replies.ts'
import { useServices } from '../services/services.ts'
import type { AlongsideNote } from '../story/notes.ts'
import { clientNetworkOf } from './client-network.ts'

/** What a row says beyond the action and the request. */
export type AuditAbout = Pick<AuditEntry, 'subject' | 'ids' | 'details'>
  & Partial<Pick<AuditEntry, 'actor' | 'result' | 'network'>>

/** Records an action within a second; the answer does not wait for it. */
export function record(event: H3Event, action: ActionWritten<'soon'>, ...abouts: AuditAbout[]): void {
  useServices().audit.log.soon(...abouts.map(about => entryOf(event, action, about)))
}

/**
 * Records an action before it is answered.
 *
 * @throws {AppError} store_unavailable: then the action must not happen
 */
export function recordBefore(event: H3Event, action: ActionWritten<'before'>, about: AuditAbout): Promise<void> {
  return useServices().audit.log.before(entryOf(event, action, about))
}

/** Writes the rows of an action. The first argument is the transaction of the change. */
export type AppendAction = (
  transaction: Parameters<AppendEntries>[0], action: ActionWritten<'with'>, ...abouts: AuditAbout[]
) => Promise<void>

/**
 * Records an action in the transaction of its change.
 *
 * @param work calls `append` as the last step of the transaction
 * @throws {AppError} store_unavailable
 */
export function recordWith<T>(event: H3Event, work: (append: AppendAction) => Promise<T>): Promise<T> {
  return useServices().audit.log.with(append => work((transaction, action, ...abouts) =>
    append(transaction, ...abouts.map(about => entryOf(event, action, about)))))
}

type ReplyChange = Extract<ActionWritten<'with'>, `${string}_corp_reply`>

/** Records a change of a reply of the company. A member's own replies are private and not recorded. */
export function recordReplyChange<T>(
  event: H3Event, action: ReplyChange, work: (alongside: AlongsideReply) => Promise<T>,
): Promise<T> {
  return recordWith(event, append => work(async (transaction, { id, scope }) => {
    if (scope === 'corp') await append(transaction, action, { details: { reply: id } })
  }))
}

type NoteChange = Extract<ActionWritten<'with'>, `${string}_note`>

/** Records a change of a note about a customer. Its text is not recorded. */
export function recordNote<T>(
  event: H3Event, action: NoteChange, externalUserId: string, work: (alongside: AlongsideNote) => Promise<T>,
): Promise<T> {
  return recordWith(event, append => work((transaction, { id, pinned }) => {
    const details = { note: id, ...action === 'pin_note' && { pinned: String(pinned) } }
    return append(transaction, action, { subject: externalUserId, details })
  }))
}

type ReminderChange = Extract<ActionWritten<'with'>, `${string}_reminder`>

/** Records a change of a reminder. Its text is not recorded. */
export function recordReminder<T>(
  event: H3Event, action: ReminderChange, externalUserId: string, work: (alongside: AlongsideReminder) => Promise<T>,
): Promise<T> {
  return recordWith(event, append => work((transaction, { id }) =>
    append(transaction, action, { subject: externalUserId, details: { reminder: id } })))
}

/** Records what a member did by the card of a reminder. The request is WeCom's, so its network is not the member's. */
export function recordCard<T>(
  event: H3Event, action: 'finish_reminder' | 'snooze_reminder', by: { userId: string, externalUserId: string },
  work: (alongside: AlongsideReminder) => Promise<T>,
): Promise<T> {
  const press = { actor: by.userId, subject: by.externalUserId, network: '' }
  return recordWith(event, append => work((transaction, { id }) =>
    append(transaction, action, { ...press, details: { reminder: id, via: 'card' } })))
}

/** Records that a member, or an admin for a member, ended all sessions of a member. */
export function recordSessionsEnd(event: H3Event, of: string, ended: number): void {
  record(event, 'end_sessions', { details: { of, ended } })
}

/** Records that the server ended a session. */
export function recordSessionEnded(event: H3Event, userId: string, reason: string): void {
  record(event, 'session_ended', { actor: userId, details: { reason } })
}

function entryOf(event: H3Event, action: AuditAction, about: AuditAbout): AuditEntry {
  const { requestId, member, apiKeyId } = event.context
  const actor = member?.userId ?? (apiKeyId === undefined ? undefined : `api-key:${apiKeyId}`)
  return { action, at: Date.now(), requestId, actor, network: clientNetworkOf(event), result: 'ok', ...about }
}
