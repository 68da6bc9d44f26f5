import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { navigatorValues } from '../../../simulator/native/user-agent.ts'
import { isAtLeast } from '../../../simulator/native/version.ts'

describe('navigatorValues', () => {
  it.each([
    ['windows', 'Win32', 0], ['mac', 'MacIntel', 0], ['ios', 'iPhone', 5], ['android', 'Linux armv8l', 5],
  ] as const)('%s looks like WeCom on that platform', (platform, name, touch) => {
    const values = navigatorValues({ platform, version: '5.0.11', theme: 'dark', language: 'en' })
    expect(values).toMatchObject({ platform: name, maxTouchPoints: touch })
    expect(/wxwork\/([\d.]+)/i.exec(values.userAgent)?.[1]).toBe('5.0.11')
    expect(values.userAgent).toMatch(/MicroMessenger/)
    expect(`Mozilla/${values.appVersion}`).toBe(values.userAgent)
    expect(values.userAgent).toMatch(/Language\/en/)
    expect(values.userAgent).toMatch(/ColorScheme\/Dark/)
  })

  it('has no colour scheme before 3.1.8 (doc 94555)', () => {
    const describeVersion = (version: string) =>
      navigatorValues({ platform: 'ios', version, theme: 'dark', language: 'zh' }).userAgent
    expect(describeVersion('3.1.7')).not.toContain('ColorScheme')
    expect(describeVersion('3.1.8')).toContain('ColorScheme/Dark')
  })
})

describe('isAtLeast', () => {
  it('orders versions by number, not by text', () => {
    expect(isAtLeast('3.0.24', '3.0.9')).toBe(true)
    expect(isAtLeast('3.0.9', '3.0.24')).toBe(false)
    expect(isAtLeast('2.8.10', '2.8.10')).toBe(true)
    expect(isAtLeast('3.1', '3.1.0')).toBe(true)
  })

  it('is a total order', () => {
    const version = fc.array(fc.nat(50), { minLength: 1, maxLength: 4 }).map(parts => parts.join('.'))
    fc.assert(fc.property(version, version, (a, b) => isAtLeast(a, b) || isAtLeast(b, a)))
  })
})
