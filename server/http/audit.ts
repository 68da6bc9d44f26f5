import { createHmac } from 'node:crypto'
import type { H3Event } from 'h3'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import { useConfig } from '../services/config.ts'
import { useAuditLog } from '../services/log.ts'

/** Actions of members that the audit log records. */
export type RecordedAction = 'reveal_mobiles' | 'change_notes' | 'change_tags' | 'resolve_identity'

/** Changes by admins of the replies that all members use. */
export type RecordedReplyAction = 'add_corp_reply' | 'change_corp_reply' | 'delete_corp_reply'

/** Actions of systems that sign with a key. */
export type RecordedSystemAction
  = | 'read_identity' | 'look_up_identities' | 'read_identity_changes' | 'export_identity'
    | 'link_identities' | 'keep_identity' | 'withdraw_identity' | 'erase_identity' | 'convert_to_open_id'

/**
 * Records which member did what to which customer. The record has a pseudonym of the customer, never an id, name or
 * number: only with the session password can the pseudonym be computed.
 */
export function recordAccess(event: H3Event, action: RecordedAction, externalUserId: string): void {
  const { requestId, member } = event.context
  useAuditLog().info({ requestId, userId: member?.userId, action, customer: pseudonym(externalUserId) }, 'audit')
}

/** Records who ended the sessions of which member. */
export function recordSessionsEnd(event: H3Event, ofMember: string, ended: number): void {
  const { requestId, member } = event.context
  useAuditLog().info({ requestId, userId: member?.userId, action: 'end_sessions', ofMember, ended }, 'audit')
}

/** Records who changed a reply of the company. A member's own replies are private and not recorded. */
export function recordReplyChange(event: H3Event, action: RecordedReplyAction, { id, scope }: QuickReply): void {
  const { requestId, member } = event.context
  if (scope === 'corp') useAuditLog().info({ requestId, userId: member?.userId, action, reply: id }, 'audit')
}

/**
 * Records what a system did to which people.
 *
 * @param ids unionids or external userids; recorded as pseudonyms
 */
export function recordSystemAccess(event: H3Event, action: RecordedSystemAction, ids: readonly string[]): void {
  const { requestId, apiKeyId } = event.context
  useAuditLog().info({ requestId, apiKeyId, action, people: ids.map(pseudonym) }, 'audit')
}

function pseudonym(id: string): string {
  return createHmac('sha256', useConfig().sessionPasswords[0]!).update(`audit:${id}`).digest('hex').slice(0, 16)
}
