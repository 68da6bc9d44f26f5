import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DeadlineError, withDeadline } from '~/browser/bridge/deadline'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('passes on what comes in time, and leaves no timer behind', async () => {
  await expect(withDeadline(Promise.resolve(7), 50)).resolves.toBe(7)
  await expect(withDeadline(Promise.reject(new Error('no')), 50)).rejects.toThrow('no')
  expect(vi.getTimerCount()).toBe(0)
})

it('rejects at the deadline, not before', async () => {
  const rejected = vi.fn()
  withDeadline(new Promise(() => {}), 50).catch(rejected)
  await vi.advanceTimersByTimeAsync(49)
  expect(rejected).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(rejected).toHaveBeenCalledExactlyOnceWith(expect.any(DeadlineError))
})
