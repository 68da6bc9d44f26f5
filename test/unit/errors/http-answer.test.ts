import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { toHttpAnswer } from '../../../server/errors/http-answer.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../../server/upstream/upstream-error.ts'
import type { UnavailableReason } from '../../../server/upstream/upstream-error.ts'
import { WECHAT } from '../../../server/wechat/wechat-upstream.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'
import { PAGE_ERRORS, SYSTEM_ERRORS } from '../../../shared/errors.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { LANGUAGES } from '../../../shared/utils/language.ts'

const answer = (error: unknown) => {
  const { status, body, retryAfterSeconds } = toHttpAnswer(error)
  return [status, body.code, retryAfterSeconds]
}

/** Clients rely on these. Written out, so that a mistake in the table fails here. */
const CODES: [ErrorCode, status: number, retryAfterSeconds?: number][] = [
  ['session_required', 401],
  ['invalid_request', 400],
  ['untrusted_url', 400],
  ['cross_site_request', 403],
  ['not_found', 404],
  ['method_not_allowed', 405],
  ['request_timeout', 408],
  ['customer_not_found', 404],
  ['group_not_found', 404],
  ['edit_conflict', 409],
  ['reply_not_found', 404],
  ['replies_full', 409],
  ['reply_file_not_found', 404],
  ['reply_files_full', 409],
  ['note_not_found', 404],
  ['notes_full', 409],
  ['reminder_not_found', 404],
  ['reminders_full', 409],
  ['admin_required', 403],
  ['too_many_requests', 429, 30],
  ['wecom_busy', 503, 5],
  ['wecom_config', 502],
  ['wecom_refused', 502],
  ['wecom_unavailable', 502],
  ['store_unavailable', 503, 5],
  ['database_config', 503],
  ['internal', 500],
  ['api_key_refused', 401],
  ['signature_outdated', 401],
  ['replay_possible', 401, 1],
  ['scope_missing', 403],
  ['audit_key_unreadable', 503],
  ['app_not_allowed', 403],
  ['prefetch_refused', 503],
  ['identity_not_found', 404],
  ['unknown_app', 400],
  ['mini_program_code_invalid', 400],
  ['mini_program_code_used', 400],
  ['mini_program_user_blocked', 403],
  ['wechat_code_invalid', 400],
  ['wechat_code_used', 400],
  ['wechat_consent_refused', 403],
  ['set_up_link_refused', 403],
  ['wechat_state_refused', 400],
  ['wechat_ticket_invalid', 400],
  ['panel_signature_refused', 401],
  ['panel_token_invalid', 400],
  ['mini_program_session_required', 401],
  ['user_data_refused', 400],
  ['user_data_stale', 400],
  ['wechat_busy', 503, 60],
  ['wechat_config', 502],
  ['wechat_refused', 502],
  ['wechat_unavailable', 502],
]

describe('toHttpAnswer', () => {
  it.each(CODES)('answers %s with %i', (code, status, retryAfterSeconds) => {
    expect(answer(new AppError(code))).toEqual([status, code, retryAfterSeconds])
  })

  it('knows every code', () => {
    expect(CODES.map(([code]) => code).sort()).toEqual(Object.keys({ ...PAGE_ERRORS, ...SYSTEM_ERRORS }).sort())
  })

  it.each<[errcode: number, status: number, code: ErrorCode, retryAfterSeconds?: number]>([
    [45009, 503, 'wecom_busy', 60],
    [-1, 503, 'wecom_busy', 5],
    [40001, 502, 'wecom_config'],
    [40014, 502, 'wecom_unavailable'],
    [84061, 502, 'wecom_refused'],
    [99999, 502, 'wecom_refused'],
  ])('answers errcode %i of WeCom', (errcode, status, code, retryAfterSeconds) => {
    expect(answer(new UpstreamRefusedError(WECOM, 'x', errcode))).toEqual([status, code, retryAfterSeconds])
  })

  it.each<[errcode: number, status: number, code: ErrorCode, retryAfterSeconds?: number]>([
    [40029, 400, 'mini_program_code_invalid'],
    [41008, 400, 'mini_program_code_invalid'],
    [40163, 400, 'mini_program_code_used'],
    [40226, 403, 'mini_program_user_blocked'],
    [40003, 502, 'wechat_refused'],
    [40001, 502, 'wechat_unavailable'],
    [45009, 503, 'wechat_busy', 60],
    [45011, 503, 'wechat_busy', 60],
    [40125, 502, 'wechat_config'],
    [99999, 502, 'wechat_refused'],
  ])('answers errcode %i of WeChat', (errcode, status, code, retryAfterSeconds) => {
    expect(answer(new UpstreamRefusedError(WECHAT, 'x', errcode))).toEqual([status, code, retryAfterSeconds])
  })

  it.each<[UnavailableReason, number]>([['timeout', 504], ['connection', 502], ['bad_body', 502], ['dead_value', 502]])(
    'answers an upstream without a usable answer: %s', (reason, status) => {
      const answers = [WECOM, WECHAT].map(upstream => answer(new UpstreamUnavailableError(upstream, 'x', reason)))
      expect(answers).toEqual([[status, 'wecom_unavailable', undefined], [status, 'wechat_unavailable', undefined]])
    })

  it('shows the errcode of a wrong set-up to every member', () => {
    expect(toHttpAnswer(new UpstreamRefusedError(WECOM, 'x', 48002)).body.message).toContain('(errcode 48002)')
  })

  it('gives advice on the configuration to admins only, with our address as WeCom sees it', () => {
    const error = new UpstreamRefusedError(WECOM, 'user/get', 60020, { callerIp: '203.0.113.9' })
    expect(toHttpAnswer(error).body.fix).toBeUndefined()
    const advice = { 'en': 'Add this server', 'zh-CN': '把本服务器的出口 IP' }
    for (const language of LANGUAGES) {
      const { fix } = toHttpAnswer(error, language).body
      expect(fix).toContain(advice[language])
      expect(fix).toContain('企业可信')
      expect(fix).toContain('203.0.113.9')
      expect(fix).toContain('devtool/query?e=60020')
    }
  })

  it('gives advice about a token that WeCom issues and then refuses', () => {
    const fix = 'refuses the access token'
    expect(toHttpAnswer(new UpstreamRefusedError(WECOM, 'x', 42001), 'en').body.fix).toContain(fix)
    expect(toHttpAnswer(new UpstreamUnavailableError(WECOM, 'x', 'dead_value'), 'en').body.fix).toContain(fix)
    expect(toHttpAnswer(new UpstreamUnavailableError(WECOM, 'x', 'connection'), 'en').body.fix).toBeUndefined()
  })

  it('sends nothing of an unknown error', () => {
    const language = fc.option(fc.constantFrom(...LANGUAGES), { nil: undefined })
    fc.assert(fc.property(fc.anything(), language, (thrown, adviceIn) => {
      const body = { code: 'internal', message: 'Something went wrong on our side.' }
      expect(toHttpAnswer(thrown, adviceIn)).toMatchObject({ status: 500, body })
    }))
  })
})
