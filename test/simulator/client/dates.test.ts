import { describe, expect, it } from 'vitest'
import { dayOf, isSameDay, shortTime } from '../../../simulator/client/shell/dates.ts'

const words = { today: '今天', yesterday: '昨天' }
const at = (text: string) => Date.parse(`${text}+08:00`)
const now = at('2026-11-20T09:05:00')

describe('dates of messages, in China', () => {
  it.each([
    ['2026-11-20T00:00:00', '今天', '00:00'],
    ['2026-11-19T23:59:59', '昨天', '昨天'],
    ['2026-11-18T12:00:00', '11/18', '11/18'],
    ['2025-12-31T23:00:00', '2025/12/31', '2025/12/31'],
  ])('%s is %s', (text, day, short) => {
    expect(dayOf(at(text), now, words)).toBe(day)
    expect(shortTime(at(text), now, words)).toBe(short)
  })
  it('a day ends at midnight in Shanghai', () => {
    expect(isSameDay(at('2026-11-20T00:00:00'), at('2026-11-20T23:59:59'))).toBe(true)
    expect(isSameDay(at('2026-11-20T00:00:00'), at('2026-11-19T23:59:59'))).toBe(false)
  })
})
