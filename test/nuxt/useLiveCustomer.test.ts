import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { ApiError } from '~/browser/api/api-error'
import { failureOf, type FailureCode } from '~/browser/failure'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { useLiveCustomer } from '~/composables/useLiveCustomer'

const request = vi.hoisted(() => vi.fn<(path: string, options: object) => Promise<unknown>>())
vi.mock('~/browser/api/request', () => ({ createRequest: () => request }))

const SECOND = 1_000
let isHidden = false
let stop = () => {}
beforeEach(() => {
  vi.useFakeTimers()
  isHidden = false
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden)
  request.mockReset().mockResolvedValue({ changed: false })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function start(state: Partial<ResourceState<string>> = {}) {
  const scope = effectScope()
  const shown = { status: 'ready', id: 'wmA', data: '', loadedAt: Date.now(), ...state } as ResourceState<string>
  const refresh = vi.fn()
  scope.run(() => useLiveCustomer(() => shown, refresh))
  stop = () => scope.stop()
  return { refresh, stop }
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * SECOND)
const asked = () => request.mock.calls.map(([path, options]) => [path, (options as { query: object }).query])

describe('useLiveCustomer', () => {
  it('asks every 20 seconds since when the profile was true, and loads it again when it has changed', async () => {
    const { refresh } = start()
    await pass(19)
    expect(request).not.toHaveBeenCalled()
    await pass(21)
    expect(asked()).toEqual([20, 40].map(within => ['/api/customers/wmA/changes', { within: String(within) }]))
    expect(refresh).not.toHaveBeenCalled()
    request.mockResolvedValue({ changed: true })
    await pass(20)
    expect(refresh.mock.calls).toEqual([['wmA']])
  })

  it('covers the time since it asked last, also when the clock was set back', async () => {
    start({ loadedAt: Date.now() + 3_600 * SECOND })
    await pass(20)
    expect(asked()).toEqual([['/api/customers/wmA/changes', { within: '20' }]])
  })

  it('loads the profile when the customer is not the member\'s any more; other failures pass', async () => {
    const { refresh } = start()
    for (const code of ['offline', 'session_required', 'too_many_requests'] satisfies FailureCode[]) {
      request.mockRejectedValueOnce(new ApiError(failureOf(code)))
      await pass(20)
    }
    expect(refresh).not.toHaveBeenCalled()
    request.mockRejectedValueOnce(new ApiError(failureOf('customer_not_found')))
    await pass(20)
    expect(refresh.mock.calls).toEqual([['wmA']])
  })

  it('asks nothing while the page is hidden, shows no customer, or is left', async () => {
    const { stop } = start()
    isHidden = true
    await pass(60)
    isHidden = false
    stop()
    await pass(60)
    start({ status: 'failed' })
    await pass(60)
    expect(request).not.toHaveBeenCalled()
  })
})
