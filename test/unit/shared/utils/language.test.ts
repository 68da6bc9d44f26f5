import { describe, expect, it } from 'vitest'
import { preferredLanguage } from '../../../../shared/utils/language.ts'

describe('preferredLanguage', () => {
  it.each([
    ['en', 'x Language/zh', 'zh-CN', 'en'],
    ['zh', 'x Language/en', 'en', 'zh-CN'],
    ['xx', 'x Language/en wxwork/4.1', 'zh', 'en'],
    ['', 'x Language/zh_CN', 'en', 'zh-CN'],
    ['', 'Chrome', 'fr-FR;q=1, en-US;q=0.8, zh;q=0.5', 'en'],
    ['', 'Chrome', 'zh-TW', 'zh-CN'],
    ['', '', '', 'zh-CN'],
    ['', 'x Language/de', '*', 'zh-CN'],
  ])('?lang=%s, %s, %s → %s', (query, userAgent, accepted, language) => {
    expect(preferredLanguage(query, userAgent, accepted)).toBe(language)
  })
})
