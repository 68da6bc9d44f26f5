import { describe, expect, it } from 'vitest'
import zh from '../../../i18n/locales/zh-CN/index.ts'
import { noticeKindOf, noticeOf } from '../../../server/notices/notices.ts'
import { PAGE_ERRORS } from '../../../shared/errors.ts'
import type { PageErrorCode } from '../../../shared/errors.ts'

describe('a notice', () => {
  it.each([...Object.keys(PAGE_ERRORS) as PageErrorCode[], 'sign_in_failed', 'not_a_member'] as const)('%s has a cause, somebody who can mend it and a way out, in both languages', (kind) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const { title, cause, fixer, action } = noticeOf(kind, language, false)
      expect(cause.length).toBeGreaterThan(title.length)
      expect([fixer, action].every(Boolean)).toBe(true)
    }
  })

  it('advises admins only', () => {
    expect(noticeOf('wecom_config', 'zh-CN', false).adminHint).toBeUndefined()
    expect(noticeOf('wecom_config', 'zh-CN', true)).toMatchObject({ adminHint: zh.failures.wecom_config.adminHint, fixer: zh.failure.fixer.admin.admin })
  })

  it('tries again where it may be over', () => {
    expect(['store_unavailable', 'wecom_unavailable', 'wecom_config', 'not_a_member'].map(kind => noticeOf(kind as 'internal', 'en', false).passes)).toEqual([true, true, false, false])
  })

  it('does not name what only other systems meet', () => {
    expect([noticeKindOf('wecom_busy'), noticeKindOf('wechat_busy')]).toEqual(['wecom_busy', 'internal'])
  })
})
