/** Every code an error answer to a page may carry. The table with statuses is in server/utils/http-error.ts. */
export const API_ERROR_CODES = [
  'session_required',
  'invalid_request',
  'untrusted_url',
  'cross_site_request',
  'not_found',
  'method_not_allowed',
  'customer_not_found',
  'group_not_found',
  'edit_conflict',
  'reply_not_found',
  'replies_full',
  'admin_required',
  'too_many_requests',
  'wecom_busy',
  'wecom_config',
  'wecom_unavailable',
  'store_unavailable',
  'internal',
] as const

export type ApiErrorCode = typeof API_ERROR_CODES[number]

/** Codes that only the doors for mini programs and for the company's own systems add; no page of ours knocks there. */
export const SYSTEM_ERROR_CODES = [
  'api_key_refused',
  'scope_missing',
  'identity_not_found',
  'unknown_app',
  'mini_program_code_invalid',
  'mini_program_code_used',
  'mini_program_user_blocked',
  'mini_program_session_required',
  'user_data_refused',
  'user_data_stale',
  'wechat_busy',
  'wechat_config',
  'wechat_unavailable',
] as const

export type SystemErrorCode = typeof SYSTEM_ERROR_CODES[number]

/** The body of every error answer. Never a URL, an upstream text or a stack. */
export interface ApiErrorBody {
  code: ApiErrorCode
  /** One English sentence for developers and logs; the page shows its own translated text by `code`. */
  message: string
  /** What to do about it; configuration hints only for admins, in the language of Accept-Language. */
  fix?: string
  /** Names the request in the server's log. */
  requestId: string
}
