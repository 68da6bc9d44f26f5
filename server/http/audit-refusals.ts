import { getRouterParam } from 'h3'
import type { H3Event } from 'h3'
import type { ErrorCode } from '#shared/errors.ts'
import { useConfig } from '../services/config.ts'
import { record } from './audit.ts'
import { headerOf } from './header-of.ts'
import { readMember } from './member.ts'

/** Refusals that are on record. A missing session is none: it is how every sign-in begins. */
const REFUSALS: readonly ErrorCode[] = [
  'cross_site_request', 'api_key_refused', 'signature_outdated', 'replay_possible', 'scope_missing', 'app_not_allowed',
  'customer_not_found', 'group_not_found', 'admin_required', 'wechat_state_refused',
  'set_up_link_refused',
]

/**
 * Records a refused request, if `code` is a refusal.
 *
 * @param detail of the error; for too_many_requests the name of the limit (docs/security.md)
 */
export async function recordRefusal(event: H3Event, code: ErrorCode, detail?: string): Promise<void> {
  if (code === 'too_many_requests') record(event, 'limit_hit', { result: code, details: { limit: detail } })
  if (!REFUSALS.includes(code)) return
  // A foreign page is refused before the session is read.
  if (code === 'cross_site_request') await readMember(event).catch(() => undefined)
  const door = `${event.method} ${event.context.matchedRoute?.path ?? 'none'}`
  const subject = getRouterParam(event, 'externalUserId') ?? getRouterParam(event, 'chatId')
  record(event, 'refused', { subject, result: code, details: { door, claimedKey: claimedKeyOf(event) } })
}

/** Only ids of real keys: a stranger could send another id in every request, and each would be a row. */
function claimedKeyOf(event: H3Event): string | undefined {
  const claimed = headerOf(event, 'x-api-key')
  if (claimed === undefined) return undefined
  return useConfig().apiKeys.some(({ id }) => id === claimed) ? claimed : 'unknown'
}
