import type { ApiErrorCode } from '../shared/types/api-error'
import type { BridgeErrorCode } from '../browser/bridge/bridge-error'

/** Everything that can stop the page from showing what was asked for. Closed: each has its own words in i18n. */
export type FailureCode
  = | ApiErrorCode
    | BridgeErrorCode
    | 'offline'
    | 'timeout'
    | 'sdk_load_failed'
    | 'bridge_timeout'
    | 'config_timeout'
    | 'api_timeout'

/** What the page offers. `reload`: a hung task inside the SDK can only be left by loading the page again. */
export type FailureFix = 'retry' | 'reload' | 'sign_in'

/** Who can do something about it. */
export type FailureFixer = 'you' | 'admin' | 'time'

/** A failure as components show it. */
export interface Failure {
  code: FailureCode
  fix: FailureFix
  /** The WeCom client's own words. */
  errMsg?: string
  /** Names the request in the server's log. */
  requestId?: string
  /** What the server advises; it sends configuration hints to admins only. */
  hint?: string
  /** Seconds to wait before trying again, as the server asks. */
  retryAfter?: number
}

interface FailureNature {
  fix: FailureFix
  fixer: FailureFixer
  /** It may be over at any moment, so the page asks again by itself. */
  passes?: true
}

/** The one action and the person it needs, per failure. */
export const FAILURES: Record<FailureCode, FailureNature> = {
  session_required: { fix: 'sign_in', fixer: 'you' },
  invalid_request: { fix: 'reload', fixer: 'you' },
  untrusted_url: { fix: 'reload', fixer: 'admin' },
  cross_site_request: { fix: 'reload', fixer: 'you' },
  not_found: { fix: 'reload', fixer: 'you' },
  method_not_allowed: { fix: 'reload', fixer: 'you' },
  customer_not_found: { fix: 'retry', fixer: 'you' },
  group_not_found: { fix: 'retry', fixer: 'you' },
  edit_conflict: { fix: 'retry', fixer: 'you' },
  reply_not_found: { fix: 'retry', fixer: 'you' },
  replies_full: { fix: 'retry', fixer: 'you' },
  admin_required: { fix: 'reload', fixer: 'admin' },
  too_many_requests: { fix: 'retry', fixer: 'time', passes: true },
  wecom_busy: { fix: 'retry', fixer: 'time', passes: true },
  wecom_config: { fix: 'retry', fixer: 'admin' },
  wecom_unavailable: { fix: 'retry', fixer: 'time', passes: true },
  store_unavailable: { fix: 'retry', fixer: 'time', passes: true },
  internal: { fix: 'retry', fixer: 'time', passes: true },
  offline: { fix: 'retry', fixer: 'you', passes: true },
  timeout: { fix: 'retry', fixer: 'time', passes: true },
  sdk_load_failed: { fix: 'reload', fixer: 'you' },
  bridge_timeout: { fix: 'reload', fixer: 'you' },
  config_timeout: { fix: 'reload', fixer: 'you' },
  api_timeout: { fix: 'retry', fixer: 'you' },
  signature_refused: { fix: 'retry', fixer: 'admin' },
  domain_not_trusted: { fix: 'retry', fixer: 'admin' },
  corp_mismatch: { fix: 'retry', fixer: 'you' },
  agent_unknown: { fix: 'retry', fixer: 'admin' },
  // The SDK keeps a registration that succeeded, with the permissions of that moment.
  no_permission: { fix: 'reload', fixer: 'admin' },
  not_supported: { fix: 'retry', fixer: 'you' },
  no_context: { fix: 'retry', fixer: 'you' },
  bridge_refused: { fix: 'retry', fixer: 'admin' },
}

/**
 * @param code what happened
 * @param details what else is known about it
 * @returns the failure with its action
 */
export function failureOf(code: FailureCode, details: Omit<Failure, 'code' | 'fix'> = {}): Failure {
  return { ...details, code, fix: FAILURES[code].fix }
}

/** @returns whether the page should ask again by itself */
export function passes(failure: Failure): boolean {
  return FAILURES[failure.code].passes ?? false
}
