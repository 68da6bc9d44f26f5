import { createHmac } from 'node:crypto'
import type { H3Event } from 'h3'
import { useConfig } from './config'
import { useLog } from './log'

/** What is on record beyond the ordinary request line. */
export type RecordedAction = 'reveal_mobiles' | 'change_notes' | 'change_tags' | 'resolve_identity'

/**
 * Puts on record who did what to which customer. The customer is named by a pseudonym that only somebody with the session
 * password can compute again, never by id, name or number.
 */
export function recordAccess(event: H3Event, action: RecordedAction, externalUserId: string): void {
  const { requestId, member } = event.context
  const customer = createHmac('sha256', useConfig().sessionPasswords[0]!).update(`audit:${externalUserId}`).digest('hex').slice(0, 16)
  useLog().info({ requestId, userId: member?.userId, action, customer }, 'audit')
}
