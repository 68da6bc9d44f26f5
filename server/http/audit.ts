import { createHmac } from 'node:crypto'
import type { H3Event } from 'h3'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import { useConfig } from '../services/config.ts'
import { useAuditLog } from '../services/log.ts'

/** What is on record beyond the ordinary request line. */
export type RecordedAction = 'reveal_mobiles' | 'change_notes' | 'change_tags' | 'resolve_identity'

/** What admins do to the replies that everybody sends. */
export type RecordedReplyAction = 'add_corp_reply' | 'change_corp_reply' | 'delete_corp_reply'

/** What systems do in the name of a key. */
export type RecordedSystemAction = 'link_identities' | 'keep_identity' | 'withdraw_identity' | 'export_identity' | 'erase_identity' | 'convert_to_open_id'

/**
 * Puts on record who did what to which customer. The customer is named by a pseudonym that only somebody with the session
 * password can compute again, never by id, name or number.
 */
export function recordAccess(event: H3Event, action: RecordedAction, externalUserId: string): void {
  const { requestId, member } = event.context
  useAuditLog().info({ requestId, userId: member?.userId, action, customer: pseudonym(externalUserId) }, 'audit')
}

/** Puts on record who wrote what everybody in the company sends; own replies are nobody else's business. */
export function recordReplyChange(event: H3Event, action: RecordedReplyAction, { id, scope }: QuickReply): void {
  const { requestId, member } = event.context
  if (scope === 'corp') useAuditLog().info({ requestId, userId: member?.userId, action, reply: id }, 'audit')
}

/** What a system did to people, whom it named by unionid or external userid. */
export function recordSystemAccess(event: H3Event, action: RecordedSystemAction, ids: readonly string[]): void {
  const { requestId, apiKeyId } = event.context
  useAuditLog().info({ requestId, apiKeyId, action, people: ids.map(pseudonym) }, 'audit')
}

function pseudonym(id: string): string {
  return createHmac('sha256', useConfig().sessionPasswords[0]!).update(`audit:${id}`).digest('hex').slice(0, 16)
}
