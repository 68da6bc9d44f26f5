import { describe, expect, it } from 'vitest'
import zh from '../../../i18n/locales/zh-CN/index.ts'
import { noticeKindOf, noticeOf } from '../../../server/notices/notices.ts'
import { PAGE_ERRORS } from '../../../shared/errors.ts'
import type { PageErrorCode } from '../../../shared/errors.ts'

describe('a notice', () => {
  it.each([
    ...Object.keys(PAGE_ERRORS) as PageErrorCode[], 'sign_in_failed', 'session_not_kept', 'not_a_member',
  ] as const)('%s says the cause, who can fix it if not the reader, and one action, in both languages', (kind) => {
    const isForReader = !(kind in PAGE_ERRORS) || PAGE_ERRORS[kind as PageErrorCode].fixer === 'you'
    for (const language of ['zh-CN', 'en'] as const) {
      const { title, cause, fixer, action } = noticeOf(kind, language, false)
      expect(cause.length).toBeGreaterThan(title.length)
      expect(action).not.toBe('')
      expect(fixer === undefined).toBe(isForReader)
      expect(fixer).not.toBe('')
    }
  })

  it('advises admins only', () => {
    expect(noticeOf('wecom_config', 'zh-CN', false).adminHint).toBeUndefined()
    const { adminHint } = zh.failures.wecom_config
    expect(noticeOf('wecom_config', 'zh-CN', true)).toMatchObject({ adminHint, fixer: zh.failure.fixer.admin.admin })
  })

  it('tries again when the failure may end by itself', () => {
    const kinds = ['store_unavailable', 'wecom_unavailable', 'wecom_config', 'not_a_member'] as const
    expect(kinds.map(kind => noticeOf(kind, 'en', false).passes)).toEqual([true, true, false, false])
  })

  it('does not name errors that only other systems get', () => {
    expect([noticeKindOf('wecom_busy'), noticeKindOf('wechat_busy')]).toEqual(['wecom_busy', 'internal'])
  })
})
