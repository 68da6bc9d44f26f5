/**
 * Every error of the product: browser, server, command line and docs read these tables, and the compiler finds a
 * missing row. A new code needs its rows here, and texts in both languages in i18n/locales if a page can show it.
 */

/** The action that the page offers. `reload`: only a new page ends a task that hangs inside the SDK. */
export type FailureFix = 'retry' | 'reload' | 'sign_in'

/** Who can fix the failure; `time`: it ends by itself. */
export type FailureFixer = 'you' | 'admin' | 'time'

/** What the page does about a failure. */
export interface FailureNature {
  fix: FailureFix
  fixer: FailureFixer
  /** It may end at any moment, so the page retries by itself; `slowly`: when asking costs the client or WeCom. */
  passes?: 'soon' | 'slowly'
}

/** How the server answers. */
export interface ErrorAnswer {
  /** HTTP status. */
  status: number
  /** One English sentence for developers and logs. The page shows its own translated text for the code. */
  message: string
  /** Sent as Retry-After. */
  retryAfterSeconds?: number
}

/** The codes that our pages can receive, and what the page does. */
export const PAGE_FAILURES = {
  session_required: { fix: 'sign_in', fixer: 'you' },
  invalid_request: { fix: 'reload', fixer: 'you' },
  untrusted_url: { fix: 'reload', fixer: 'admin' },
  cross_site_request: { fix: 'reload', fixer: 'you' },
  not_found: { fix: 'reload', fixer: 'you' },
  method_not_allowed: { fix: 'reload', fixer: 'you' },
  request_timeout: { fix: 'retry', fixer: 'you', passes: 'soon' },
  // No such customer, or a customer of other members: the same answer for both, so that ids cannot be probed.
  customer_not_found: { fix: 'retry', fixer: 'you' },
  group_not_found: { fix: 'retry', fixer: 'you' },
  edit_conflict: { fix: 'retry', fixer: 'you' },
  reply_not_found: { fix: 'retry', fixer: 'you' },
  replies_full: { fix: 'retry', fixer: 'you' },
  reply_file_not_found: { fix: 'retry', fixer: 'you' },
  reply_files_full: { fix: 'retry', fixer: 'you' },
  note_not_found: { fix: 'retry', fixer: 'you' },
  notes_full: { fix: 'retry', fixer: 'you' },
  reminder_not_found: { fix: 'retry', fixer: 'you' },
  reminders_full: { fix: 'retry', fixer: 'you' },
  admin_required: { fix: 'reload', fixer: 'admin' },
  too_many_requests: { fix: 'retry', fixer: 'time', passes: 'soon' },
  wecom_busy: { fix: 'retry', fixer: 'time', passes: 'soon' },
  wecom_config: { fix: 'retry', fixer: 'admin' },
  wecom_refused: { fix: 'retry', fixer: 'admin' },
  wecom_unavailable: { fix: 'retry', fixer: 'time', passes: 'soon' },
  store_unavailable: { fix: 'retry', fixer: 'time', passes: 'soon' },
  database_config: { fix: 'retry', fixer: 'admin' },
  internal: { fix: 'retry', fixer: 'time', passes: 'soon' },
} as const satisfies Record<string, FailureNature>

export type PageErrorCode = keyof typeof PAGE_FAILURES

/** How the server answers these codes. A separate table, so that its texts are not in the browser's bundle. */
const PAGE_ANSWERS: Readonly<Record<PageErrorCode, ErrorAnswer>> = {
  session_required: { status: 401, message: 'There is no session, or it has ended: sign in again.' },
  invalid_request: { status: 400, message: 'A parameter, header or body is malformed.' },
  untrusted_url: { status: 400, message: 'Only pages below NUXT_SITE_URL are signed.' },
  cross_site_request: { status: 403, message: 'Changes are accepted from our own pages only.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  method_not_allowed: { status: 405, message: 'This address does not accept that method.' },
  request_timeout: { status: 408, message: 'The request did not arrive completely in time.' },
  customer_not_found: { status: 404, message: 'This is not a customer of yours.' },
  group_not_found: { status: 404, message: 'This is not a customer group of yours.' },
  edit_conflict: { status: 409, message: 'The data changed after it was read.' },
  reply_not_found: { status: 404, message: 'There is no such reply of yours.' },
  replies_full: { status: 409, message: 'The reply library is full: delete a reply first.' },
  reply_file_not_found: { status: 404, message: 'There is no such file of yours, or it has not arrived completely.' },
  reply_files_full: { status: 409, message: 'There is no room for the file: delete replies with files first.' },
  note_not_found: { status: 404, message: 'There is no such note, or it is not yours.' },
  notes_full: { status: 409, message: 'You have too many notes about this customer: delete one first.' },
  reminder_not_found: { status: 404, message: 'There is no such reminder, or it is done or not yours.' },
  reminders_full: { status: 409, message: 'You have too many open reminders: finish or delete one first.' },
  admin_required: { status: 403, message: 'Only members in NUXT_ADMIN_USER_IDS may do this.' },
  too_many_requests: { status: 429, retryAfterSeconds: 30, message: 'Too many requests: wait a moment.' },
  wecom_busy: { status: 503, retryAfterSeconds: 5, message: 'WeCom is busy: try again shortly.' },
  wecom_config: { status: 502, message: 'WeCom refuses this app\'s set-up.' },
  wecom_refused: { status: 502, message: 'WeCom refused this call.' },
  wecom_unavailable: { status: 502, message: 'WeCom could not be reached or gave no usable answer.' },
  store_unavailable: { status: 503, retryAfterSeconds: 5, message: 'The store cannot be reached.' },
  database_config: { status: 503, message: 'The database refuses this app\'s set-up: see NUXT_DATABASE_URL.' },
  internal: { status: 500, message: 'Something went wrong on our side.' },
}

/** Both tables as one. */
export const PAGE_ERRORS = /* @__PURE__ */ joined()

function joined(): Readonly<Record<PageErrorCode, FailureNature & ErrorAnswer>> {
  const rows = Object.entries(PAGE_FAILURES).map(([code, nature]) =>
    [code, { ...PAGE_ANSWERS[code as PageErrorCode], ...nature }])
  return Object.fromEntries(rows) as Record<PageErrorCode, FailureNature & ErrorAnswer>
}

/** Codes for mini programs and for the company's own systems; our pages do not receive them. */
export const SYSTEM_ERRORS = {
  // Unknown key, wrong signature, wrong time or a used nonce: the same answer for all, so that a forger learns nothing.
  api_key_refused: {
    status: 401, fixer: 'you',
    message: 'The request has no valid signature of a known key, or one that was used before.',
  },
  signature_outdated: {
    status: 401, fixer: 'you',
    message: 'Version 1 of the signature has ended: sign with version 2, see docs/identity.md.',
  },
  // The memory of used requests is younger than the request.
  replay_possible: {
    status: 401, fixer: 'you', retryAfterSeconds: 1,
    message: 'The request may have been used before: sign a new one. A client whose clock is late has to wait.',
  },
  scope_missing: { status: 403, fixer: 'admin', message: 'The key may not do this: see its scopes in NUXT_API_KEYS.' },
  app_not_allowed: {
    status: 403, fixer: 'admin', message: 'The key may not use this app: see its apps in NUXT_API_KEYS.',
  },
  prefetch_refused: {
    status: 503, fixer: 'you',
    message: 'A sign-in starts only when its address is opened, not when it is loaded in advance.',
  },
  identity_not_found: { status: 404, fixer: 'you', message: 'This unionid is not known.' },
  unknown_app: { status: 400, fixer: 'admin', message: 'NUXT_WECHAT_APPS has no such app of the required kind.' },
  mini_program_code_invalid: {
    status: 400, fixer: 'you',
    message: 'This code is not known, or it has expired: sign in with a new one.',
  },
  mini_program_code_used: { status: 400, fixer: 'you', message: 'This code has been used: sign in with a new one.' },
  mini_program_user_blocked: { status: 403, fixer: 'you', message: 'WeChat has blocked this user as a high risk.' },
  mini_program_session_required: {
    status: 401, fixer: 'you',
    message: 'There is no such mini program session, or it has ended: sign in again.',
  },
  wechat_code_invalid: {
    status: 400, fixer: 'you',
    message: 'This code is not known to this app, or it has expired: sign in again.',
  },
  wechat_code_used: { status: 400, fixer: 'you', message: 'This code has been used: sign in again.' },
  wechat_consent_refused: { status: 403, fixer: 'you', message: 'The person has not agreed to sign in.' },
  set_up_link_refused: {
    status: 403, fixer: 'admin',
    message: 'This link was used, is older than 15 minutes, or an admin has signed in since.',
  },
  wechat_state_refused: {
    status: 400, fixer: 'you',
    message: 'This browser has not started the sign-in, or it took too long: start again on the page.',
  },
  wechat_ticket_invalid: {
    status: 400, fixer: 'you',
    message: 'This ticket is not known for this app, was used, or is older than a minute: sign in again.',
  },
  panel_signature_refused: {
    status: 401, fixer: 'you',
    message: 'The call has no valid signature of this panel, or one older than five minutes.',
  },
  panel_token_invalid: {
    status: 400, fixer: 'you',
    message: 'This token is not known for this panel, was used, or is older than a minute: load the frame again.',
  },
  user_data_refused: { status: 400, fixer: 'you', message: 'WeChat did not make this user data for this session.' },
  user_data_stale: { status: 400, fixer: 'you', message: 'The user data is too old: call wx.getUserInfo again.' },
  audit_key_unreadable: {
    status: 503, fixer: 'admin',
    message: 'The key of the audit was stored with another NUXT_SESSION_PASSWORD: add the earlier one after a comma.',
  },
  wechat_busy: {
    status: 503, fixer: 'time', retryAfterSeconds: 60,
    message: 'WeChat is busy or throttles: try again later.',
  },
  wechat_config: { status: 502, fixer: 'admin', message: 'WeChat refuses this app\'s set-up: check NUXT_WECHAT_APPS.' },
  wechat_refused: { status: 502, fixer: 'admin', message: 'WeChat refused this call.' },
  wechat_unavailable: { status: 502, fixer: 'time', message: 'WeChat could not be reached or gave no usable answer.' },
} as const satisfies Record<string, ErrorAnswer & { fixer: FailureFixer }>

/** Failures that only the browser sees: the connection, the SDK, and what the WeCom client answers. */
export const CLIENT_FAILURES = {
  offline: { fix: 'retry', fixer: 'you', passes: 'soon' },
  timeout: { fix: 'retry', fixer: 'time', passes: 'soon' },
  sdk_load_failed: { fix: 'reload', fixer: 'you' },
  bridge_timeout: { fix: 'reload', fixer: 'you' },
  config_timeout: { fix: 'reload', fixer: 'you' },
  api_timeout: { fix: 'retry', fixer: 'you' },
  signature_refused: { fix: 'retry', fixer: 'admin', passes: 'slowly' },
  ticket_unavailable: { fix: 'retry', fixer: 'admin', passes: 'slowly' },
  domain_not_trusted: { fix: 'retry', fixer: 'admin', passes: 'slowly' },
  corp_mismatch: { fix: 'retry', fixer: 'you', passes: 'slowly' },
  agent_unknown: { fix: 'retry', fixer: 'admin', passes: 'slowly' },
  member_out_of_scope: { fix: 'retry', fixer: 'admin', passes: 'slowly' },
  client_busy: { fix: 'retry', fixer: 'time', passes: 'slowly' },
  no_permission: { fix: 'retry', fixer: 'admin', passes: 'slowly' },
  not_supported: { fix: 'retry', fixer: 'you' },
  no_context: { fix: 'retry', fixer: 'you' },
  bridge_refused: { fix: 'retry', fixer: 'admin', passes: 'slowly' },
} as const satisfies Record<string, FailureNature>

export type SystemErrorCode = keyof typeof SYSTEM_ERRORS
export type ErrorCode = PageErrorCode | SystemErrorCode

/** Every failure that a page can show. Each has its own text in i18n/locales. */
export type FailureCode = PageErrorCode | keyof typeof CLIENT_FAILURES

/** @returns whether a page can receive this code */
export function isPageErrorCode(code: unknown): code is PageErrorCode {
  return typeof code === 'string' && Object.hasOwn(PAGE_FAILURES, code)
}

/** The body of every error answer. It never contains a URL, an upstream text or a stack. */
export interface ApiErrorBody<Code extends ErrorCode = PageErrorCode> {
  code: Code
  /** One English sentence for developers and logs. */
  message: string
  /** What to do about it; configuration hints only for admins, in the language of Accept-Language. */
  fix?: string
  /** Names the request in the server's log. */
  requestId: string
}
