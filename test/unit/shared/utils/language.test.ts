import { describe, expect, it } from 'vitest'
import { preferredLanguage } from '../../../../shared/utils/language.ts'

describe('preferredLanguage', () => {
  it.each([
    [{ url: 'en', setting: 'zh-CN', userAgent: 'x Language/zh', acceptLanguage: 'zh-CN' }, 'en'],
    [{ url: 'zh', setting: 'en', userAgent: 'x Language/en', acceptLanguage: 'en' }, 'zh-CN'],
    [{ url: '', setting: 'en', userAgent: 'x Language/zh', acceptLanguage: 'zh-CN' }, 'en'],
    [{ setting: 'zh-CN', userAgent: 'x Language/en', acceptLanguage: 'en' }, 'zh-CN'],
    [{ url: 'xx', setting: 'yy', userAgent: 'x Language/en wxwork/4.1', acceptLanguage: 'zh' }, 'en'],
    [{ userAgent: 'x Language/zh_CN', acceptLanguage: 'en' }, 'zh-CN'],
    [{ userAgent: 'Chrome', acceptLanguage: 'fr-FR;q=1, en-US;q=0.8, zh;q=0.5' }, 'en'],
    [{ userAgent: 'Chrome', acceptLanguage: 'zh-TW' }, 'zh-CN'],
    [{}, 'zh-CN'],
    [{ userAgent: 'x Language/de', acceptLanguage: '*' }, 'zh-CN'],
  ])('%o → %s', (wishes, language) => {
    expect(preferredLanguage(wishes)).toBe(language)
  })
})
