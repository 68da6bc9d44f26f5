import { createHmac } from 'node:crypto'
import type { H3Event } from 'h3'
import { useConfig } from './config'
import { useLog } from './log'

/** What is on record beyond the ordinary request line. */
export type RecordedAction = 'reveal_mobiles' | 'change_notes' | 'change_tags' | 'resolve_identity'

/** What systems do in the name of a key. */
export type RecordedSystemAction = 'link_identities' | 'withdraw_identity' | 'export_identity' | 'erase_identity'

/**
 * Puts on record who did what to which customer. The customer is named by a pseudonym that only somebody with the session
 * password can compute again, never by id, name or number.
 */
export function recordAccess(event: H3Event, action: RecordedAction, externalUserId: string): void {
  const { requestId, member } = event.context
  useLog().info({ requestId, userId: member?.userId, action, customer: pseudonym(externalUserId) }, 'audit')
}

/** The same for what a system did to people, who are known by unionid. */
export function recordSystemAccess(event: H3Event, action: RecordedSystemAction, unionIds: readonly string[]): void {
  const { requestId, apiKeyId } = event.context
  useLog().info({ requestId, apiKeyId, action, people: unionIds.map(pseudonym) }, 'audit')
}

function pseudonym(id: string): string {
  return createHmac('sha256', useConfig().sessionPasswords[0]!).update(`audit:${id}`).digest('hex').slice(0, 16)
}
