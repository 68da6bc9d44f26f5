import type { H3Event } from 'h3'
import { PAGE_LIMITS } from '../limits/limit-table.ts'
import { spendLimits } from './door/limits.ts'

/**
 * Counts a page that is about to be rendered, for the signed-in member or for the client.
 *
 * @throws {AppError} too_many_requests
 */
export function spendPageLimit(event: H3Event): Promise<void> {
  const { member } = event.context
  return spendLimits(event, [PAGE_LIMITS[member ? 'member' : 'stranger']], member)
}
