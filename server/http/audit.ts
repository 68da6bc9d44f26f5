import { getRequestHeader, getRouterParam } from 'h3'
import type { H3Event } from 'h3'
import type { AuditAction } from '#shared/audit-actions.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { ActionWritten } from '../audit/actions.ts'
import type { AppendEntries } from '../audit/audit-log.ts'
import type { AuditEntry } from '../audit/entry.ts'
import type { AlongsideReply } from '../replies/quick-replies.ts'
import { useConfig } from '../services/config.ts'
import { useServices } from '../services/services.ts'
import { clientNetworkOf } from './client-network.ts'
import { readMember } from './member.ts'

/** What a row says beyond the action and the request. */
export type AuditAbout = Pick<AuditEntry, 'subject' | 'ids' | 'details'> & Partial<Pick<AuditEntry, 'actor' | 'result'>>

/** Refusals that are on record. A missing session is none: it is how every sign-in begins. */
const REFUSALS: readonly ErrorCode[] = [
  'cross_site_request', 'api_key_refused', 'scope_missing', 'customer_not_found', 'group_not_found', 'admin_required',
]

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

/** Records that a limit was reached. @param limit its name in docs/security.md */
export function recordLimitHit(event: H3Event, limit: string): void {
  record(event, 'limit_hit', { result: 'too_many_requests', details: { limit } })
}

/** Records that the server ended a session. */
export function recordSessionEnded(event: H3Event, userId: string, reason: string): void {
  record(event, 'session_ended', { actor: userId, details: { reason } })
}

/** Records a refused request, if `code` is a refusal. */
export async function recordRefusal(event: H3Event, code: ErrorCode): Promise<void> {
  if (!REFUSALS.includes(code)) return
  // A foreign page is refused before the session is read.
  if (code === 'cross_site_request') await readMember(event).catch(() => undefined)
  const door = `${event.method} ${event.context.matchedRoute?.path ?? 'none'}`
  const subject = getRouterParam(event, 'externalUserId') ?? getRouterParam(event, 'chatId')
  record(event, 'refused', { subject, result: code, details: { door, claimedKey: claimedKeyOf(event) } })
}

/** Only ids of real keys: a stranger could send another id in every request, and each would be a row. */
function claimedKeyOf(event: H3Event): string | undefined {
  const claimed = getRequestHeader(event, 'x-api-key')
  if (claimed === undefined) return undefined
  return useConfig().apiKeys.some(({ id }) => id === claimed) ? claimed : 'unknown'
}

function entryOf(event: H3Event, action: AuditAction, about: AuditAbout): AuditEntry {
  const { requestId, member, apiKeyId } = event.context
  const actor = member?.userId ?? (apiKeyId === undefined ? undefined : `api-key:${apiKeyId}`)
  return { action, at: Date.now(), requestId, actor, network: clientNetworkOf(event), result: 'ok', ...about }
}
