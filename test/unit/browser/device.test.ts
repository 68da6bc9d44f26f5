import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceOf } from '../../../browser/device.ts'

describe('deviceOf', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; WOW64) Chrome/107.0 Safari/537.36 wxwork/5.0.11', 'Windows', '5.0.11'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) wxwork/4.1.30 MicroMessenger/7.0.1', 'iPhone', '4.1.30'],
    ['Mozilla/5.0 (Linux; Android 15; V2301A) AppleWebKit/537.36 wxwork/4.1.33', 'Android', '4.1.33'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15', 'macOS', undefined],
    ['Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0', 'Linux', undefined],
    ['curl/8.5', undefined, undefined],
    [undefined, undefined, undefined],
  ])('recognises %s', (userAgent, system, wecom) => {
    expect(deviceOf(userAgent)).toEqual({ system, wecom })
  })

  it('accepts any text, and keeps the version short', () => {
    fc.assert(fc.property(fc.string(), fc.stringMatching(/^[\d.]{1,200}$/), (text, version) => {
      expect(deviceOf(`${text} wxwork/1${version}`).wecom?.length ?? 0).toBeLessThanOrEqual(22)
    }))
  })
})
