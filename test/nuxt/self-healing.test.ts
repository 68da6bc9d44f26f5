import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, FAILURES, type Failure, type FailureCode } from '~/browser/failure'
import { backoff, spread, useSelfHealing } from '~/composables/useSelfHealing'
import { useSlowness } from '~/composables/useSlowness'

const failure = shallowRef<Failure>()
const again = vi.fn()
let scope = effectScope()

function start() {
  scope = effectScope()
  return scope.run(() => useSelfHealing(() => failure.value, again))!
}

async function failWith(code: FailureCode, retryAfter?: number) {
  failure.value = failureOf(code, { retryAfter })
  await nextTick()
}

const setVisibility = (state: DocumentVisibilityState) =>
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state })

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0)
  again.mockReset()
  failure.value = undefined
})
afterEach(() => {
  scope.stop()
  setVisibility('visible')
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('a failure that passes', () => {
  it('is tried again within 3 s, however long it lasts', () => {
    vi.mocked(Math.random).mockReturnValue(0.999)
    const waits = Array.from({ length: 2_000 }, (_, tries) => backoff(tries) + spread())
    expect(Math.max(...waits)).toBeLessThan(3_000)
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
  })

  it.each((Object.keys(FAILURES) as FailureCode[]))('%s: exactly those that pass are tried again', async (code) => {
    start()
    await failWith(code)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(again).toHaveBeenCalledTimes(FAILURES[code].passes ? 1 : 0)
  })

  it('waits longer after each failed try, and starts again after a success', async () => {
    start()
    for (const wait of [1_000, 2_000, 2_000]) {
      again.mockReset()
      await failWith('internal')
      await vi.advanceTimersByTimeAsync(wait - 1)
      expect(again).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(1)
      expect(again).toHaveBeenCalledTimes(1)
    }
    failure.value = undefined
    await nextTick()
    await failWith('internal')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(again).toHaveBeenCalledTimes(2)
  })

  it('is not asked about by all pages at one moment, not even when the server names one', async () => {
    vi.mocked(Math.random).mockReturnValue(0.5)
    start()
    for (const [retryAfter, wait] of [[undefined, 1_250], [4, 4_250]] as const) {
      again.mockReset()
      await failWith('wecom_busy', retryAfter)
      await vi.advanceTimersByTimeAsync(wait - 1)
      expect(again).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(1)
      expect(again).toHaveBeenCalledTimes(1)
    }
  })

  it('that the server gives from memory is tried again when the pause is over', async () => {
    const { retryIn } = start()
    await failWith('wecom_config', 23)
    expect(retryIn.value).toBe(23)
    await vi.advanceTimersByTimeAsync(22_999)
    expect(again).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(again).toHaveBeenCalledTimes(1)
  })

  it('counts down what the server asks to wait', async () => {
    const { retryIn } = start()
    await failWith('too_many_requests', 4)
    const seen = []
    for (let second = 0; second < 4; second++) {
      seen.push(retryIn.value)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(seen).toEqual([4, 3, 2, 1])
    expect(again).toHaveBeenCalledTimes(1)
    expect(retryIn.value).toBeUndefined()
  })

  it('does not retry in a hidden page, and retries at once when it is visible again', async () => {
    start()
    setVisibility('hidden')
    await failWith('wecom_busy')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(again).not.toHaveBeenCalled()
    setVisibility('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(again).toHaveBeenCalledTimes(1)
  })

  it('is tried at once when the network is back, but a limit of ours is kept', async () => {
    start()
    await failWith('offline')
    dispatchEvent(new Event('online'))
    expect(again).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1_000)
    again.mockReset()
    await failWith('too_many_requests', 30)
    dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(29_000)
    expect(again).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(again).toHaveBeenCalledTimes(1)
  })

  it('leaves no timer behind', async () => {
    start()
    await failWith('offline')
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('a wait is slow after 2 s, and stuck after 8 s', async () => {
  const pending = shallowRef(true)
  scope = effectScope()
  const slowness = scope.run(() => useSlowness(() => pending.value))!
  await vi.advanceTimersByTimeAsync(1_999)
  expect(slowness.value).toBe('no')
  await vi.advanceTimersByTimeAsync(1)
  expect(slowness.value).toBe('slow')
  await vi.advanceTimersByTimeAsync(6_000)
  expect(slowness.value).toBe('stuck')
  pending.value = false
  await nextTick()
  expect(slowness.value).toBe('no')
  expect(vi.getTimerCount()).toBe(0)
})
