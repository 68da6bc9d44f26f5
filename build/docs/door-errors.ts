import { readsCookies } from '../../server/http/door/own-page.ts'
import { PAGE_ERRORS, SYSTEM_ERRORS } from '../../shared/errors.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { DoorDeclaration } from '../../server/http/door/door.ts'

const TABLE_ORDER = Object.keys({ ...PAGE_ERRORS, ...SYSTEM_ERRORS }) as ErrorCode[]

const OF_UPSTREAM: Record<NonNullable<DoorDeclaration['asks']>, ErrorCode[]> = {
  wecom: ['wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable'],
  wechat: ['wechat_busy', 'wechat_config', 'wechat_refused', 'wechat_unavailable'],
  store: ['store_unavailable', 'database_config'],
}

const KEY_ERRORS: ErrorCode[] = [
  'api_key_refused', 'signature_outdated', 'replay_possible', 'too_many_requests', 'scope_missing',
]

/**
 * The codes that a door can answer: those it declares, and those that follow from its declaration. `internal`, and
 * refusals of a body that is too long or too slow, are possible everywhere and therefore not listed.
 *
 * @param method in capitals
 * @returns each code once, in the order of shared/errors.ts
 */
export function errorsOf(method: string, door: DoorDeclaration): ErrorCode[] {
  const isMember = door.who === 'member' || door.who === 'follower' || door.who === 'set_up'
  const isKey = typeof door.who === 'object'
  // Sessions, states of a sign-in, nonces of signatures and counts of requests are in the store.
  const isLimited = door.limits !== undefined || door.failureLimit !== undefined || door.who === 'follower'
  const readsStore = isKey || readsCookies(door.who) || isLimited
  const hasInput = door.who === 'follower' || Boolean(door.params ?? door.query ?? door.body ?? door.takesBytes)
  const codes: ErrorCode[] = [
    ...door.errors ?? [],
    ...door.asks ? OF_UPSTREAM[door.asks] : [],
    ...method !== 'GET' && readsCookies(door.who) ? ['cross_site_request'] as const : [],
    // WeCom confirms the member of a session, and tells the access to a customer.
    ...isMember ? ['session_required', ...OF_UPSTREAM.wecom] as const : [],
    ...isKey ? KEY_ERRORS : [],
    ...isLimited ? ['too_many_requests'] as const : [],
    ...readsStore ? ['store_unavailable'] as const : [],
    ...door.who === 'follower' ? ['customer_not_found'] as const : [],
    ...door.adminOnly || door.who === 'set_up' ? ['not_found'] as const : [],
    ...hasInput ? ['invalid_request'] as const : [],
  ]
  return TABLE_ORDER.filter(code => codes.includes(code))
}
