import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toHttpAnswer } from '../../../server/errors/http-answer.ts'
import { createInTime, inTime } from '../../../server/http/in-time.ts'
import type { Asked } from '../../../server/http/in-time.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const later = <T>(ms: number, value: T) => new Promise<T>(resolve => setTimeout(() => resolve(value), ms))

describe('inTime', () => {
  it('returns values and failures that come in time, and leaves no timer', async () => {
    expect(await inTime('now', 'wecom')).toBe('now')
    const slow = inTime(later(3_900, 'slow'), 'wecom')
    await vi.advanceTimersByTimeAsync(3_900)
    expect(await slow).toBe('slow')
    await expect(inTime(Promise.reject(new TypeError('broken')), 'wecom')).rejects.toThrow(TypeError)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each<[Asked, number, string]>([
    ['wecom', 504, 'wecom_unavailable'], ['wechat', 504, 'wechat_unavailable'], ['store', 503, 'store_unavailable'],
  ])('fails after four seconds and names the system, also for late work: %s', async (asked, status, code) => {
    const work = new Promise((_resolve, reject) => setTimeout(() => reject(new Error('late')), 9_000))
    const outcome = inTime(work, asked).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(toHttpAnswer(await outcome)).toMatchObject({ status, body: { code } })
    await vi.advanceTimersByTimeAsync(9_000)
  })

  it('gives all parts of a request one time limit', async () => {
    const inOneTime = createInTime()
    const first = inOneTime(later(3_000, 'first'), 'wecom')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await first).toBe('first')
    // What lies between them does not count: a member who sends a body slowly.
    await vi.advanceTimersByTimeAsync(60_000)
    const second = inOneTime(later(900, 'second'), 'wecom')
    await vi.advanceTimersByTimeAsync(900)
    expect(await second).toBe('second')
    const third = inOneTime(later(200, 'third'), 'store').catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(100)
    expect(toHttpAnswer(await third)).toMatchObject({ body: { code: 'store_unavailable' } })
  })
})
