import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOlderThan, wecomVersionOf } from '../../../../shared/utils/client-version.ts'

describe('wecomVersionOf', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.5304.110 '
      + 'Safari/537.36 Language/zh wxwork/4.1.10 (MicroMessenger/6.2) WindowsWechat  '
      + 'MailPlugin_Electron WeMail embeddisk',
      '4.1.10',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) '
      + 'Mobile/15E148 wxwork/4.1.30 MicroMessenger/7.0.1 Language/zh ColorScheme/Light wwmver/3.26.13.714',
      '4.1.30',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_12_6) AppleWebKit/603.3.8 (KHTML, like Gecko) '
      + 'wxwork/2.2.0 (MicroMessenger/6.2) WeChat/2.0.4',
      '2.2.0',
    ],
    ['Mozilla/5.0 (iPhone) Mobile/15E148 MicroMessenger/8.0.40', undefined],
    ['', undefined],
  ])('%s', (userAgent, version) => expect(wecomVersionOf(userAgent)).toBe(version))
})

describe('isOlderThan', () => {
  it.each([
    ['2.4.0', '2.5.0', true],
    ['2.5.0', '2.5.0', false],
    ['3.0.9', '3.0.24', true],
    ['3.0.24', '3.0.24', false],
    ['3.1', '3.0.24', false],
    ['3', '3.0.24', true],
    ['10.0.0', '3.0.24', false],
    ['.', '2.5.0', true],
  ])('%s < %s: %s', (version, needed, older) => expect(isOlderThan(version, needed)).toBe(older))

  it('is a strict order', () => {
    const version = fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }).map(parts => parts.join('.'))
    fc.assert(fc.property(version, version, (one, other) => {
      expect([isOlderThan(one, other), isOlderThan(other, one), one === other].filter(Boolean)).toHaveLength(1)
    }))
  })
})
