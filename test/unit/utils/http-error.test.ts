import { createError } from 'h3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_ERROR_CODES } from '../../../shared/types/api-error.ts'
import { LANGUAGES } from '../../../shared/utils/language.ts'
import { CustomerNotFoundError, GroupNotFoundError, InvalidCursorError } from '../../../server/customer/errors.ts'
import { HttpApiError, toHttpAnswer } from '../../../server/utils/http-error.ts'
import { WecomApiError, WecomUnavailableError } from '../../../server/wecom/call/errors.ts'

const answer = (error: unknown) => {
  const { status, body, retryAfterSeconds } = toHttpAnswer(error)
  return [status, body.code, retryAfterSeconds]
}

describe('toHttpAnswer', () => {
  it('follows the table', () => {
    expect(answer(new HttpApiError('session_required'))).toEqual([401, 'session_required', undefined])
    expect(answer(new CustomerNotFoundError())).toEqual([404, 'customer_not_found', undefined])
    expect(answer(new GroupNotFoundError())).toEqual([404, 'group_not_found', undefined])
    expect(answer(new InvalidCursorError())).toEqual([400, 'invalid_request', undefined])
    expect(answer(new WecomApiError('x', 45009))).toEqual([503, 'wecom_busy', 60])
    expect(answer(new WecomApiError('x', -1))).toEqual([503, 'wecom_busy', 5])
    expect(answer(new WecomApiError('x', 40001))).toEqual([502, 'wecom_config', undefined])
    expect(answer(new WecomApiError('x', 40014))).toEqual([502, 'wecom_unavailable', undefined])
    expect(answer(new WecomUnavailableError('x', 'timeout'))).toEqual([504, 'wecom_unavailable', undefined])
    expect(answer(new WecomUnavailableError('x', 'bad_body'))).toEqual([502, 'wecom_unavailable', undefined])
    expect(answer(createError({ statusCode: 404 }))).toEqual([404, 'not_found', undefined])
    expect(answer(createError({ statusCode: 405 }))).toEqual([405, 'method_not_allowed', undefined])
    expect(answer(createError({ statusCode: 413 }))).toEqual([400, 'invalid_request', undefined])
    expect(answer(new TypeError('secret inside'))).toEqual([500, 'internal', undefined])
  })

  it('gives configuration advice to admins only, with our address as WeCom sees it', () => {
    const error = new WecomApiError('user/get', 60020, '203.0.113.9')
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

  it('has a status for every code', () => {
    for (const code of API_ERROR_CODES) expect(toHttpAnswer(new HttpApiError(code)).status).toBeGreaterThanOrEqual(400)
  })

  it('repeats nothing of an unknown error', () => {
    fc.assert(fc.property(fc.anything(), fc.option(fc.constantFrom(...LANGUAGES), { nil: undefined }), (thrown, adviceIn) => {
      expect(toHttpAnswer(thrown, adviceIn)).toMatchObject({ status: 500, body: { code: 'internal', message: 'Something went wrong on our side.' } })
    }))
  })
})
