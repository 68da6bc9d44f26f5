import { mockNuxtImport, registerEndpoint } from '@nuxt/test-utils/runtime'
import { getQuery } from 'h3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '~/browser/api/api-error'
import { REQUEST_DEADLINE } from '~/browser/api/request'
import { useApi } from '~/composables/useApi'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { eventually } from '../support/eventually'

const navigate = vi.hoisted(() => vi.fn())
mockNuxtImport('navigateTo', () => navigate)

/** Runs ofetch on another network. */
function useNetwork(network: typeof fetch): void {
  vi.stubGlobal('fetch', network)
}

beforeEach(() => {
  sessionStorage.clear()
  navigate.mockReset()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A network that never answers. */
const never: typeof fetch = (_, init) => new Promise((_resolve, reject) => {
  const abort = () => reject(new DOMException('aborted', 'AbortError'))
  if (init?.signal?.aborted) abort()
  init?.signal?.addEventListener('abort', abort)
})

function refuse(path: string, status: number, body: object, headers: Record<string, string> = {}) {
  registerEndpoint(path, () => {
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
  })
}

const failureFrom = async (request: Promise<unknown>) => {
  const error = await request.then(() => undefined, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(ApiError)
  return error as ApiError
}

describe('useApi', () => {
  it('gives what the API gives', async () => {
    registerEndpoint('/api/customers', event => ({ customers: [], nextCursor: getQuery(event).cursor }))
    expect(await useApi().customers('abc')).toEqual({ customers: [], nextCursor: 'abc' })
  })

  it('escapes ids', async () => {
    const asked = vi.fn(async () => Response.json({}))
    useNetwork(asked)
    await useApi().customer('../..?x')
    expect(asked).toHaveBeenCalledWith('/api/customers/..%2F..%3Fx', expect.anything())
  })

  it('rejects with the failure the server names', async () => {
    refuse(
      '/api/customers/a',
      503,
      { code: 'wecom_busy', message: 'm', requestId: 'r1', fix: 'wait' },
      { 'retry-after': '7' },
    )
    const { failure } = await failureFrom(useApi().customer('a'))
    expect(failure).toEqual({ code: 'wecom_busy', fix: 'retry', requestId: 'r1', hint: 'wait', retryAfter: 7 })
  })

  it.each([
    [502, { hello: 'proxy' }],
    [500, { code: 'made_up', requestId: 'r' }],
  ])('takes an answer that is not ours for an internal failure: %i %o', async (status, body) => {
    refuse('/api/customers/b', status, body)
    expect((await failureFrom(useApi().customer('b'))).failure).toEqual({ code: 'internal', fix: 'retry' })
  })

  it('is offline when nothing answers', async () => {
    useNetwork(() => Promise.reject(new TypeError('Failed to fetch')))
    expect((await failureFrom(useApi().customer('c'))).failure.code).toBe('offline')
  })

  it('gives up at its deadline', async () => {
    useNetwork(never)
    vi.useFakeTimers()
    const failed = failureFrom(useApi().customer('slow'))
    await vi.advanceTimersByTimeAsync(REQUEST_DEADLINE)
    expect((await failed).failure.code).toBe('timeout')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends when its caller aborts, before or while it runs', async () => {
    useNetwork(never)
    const controller = new AbortController()
    const running = failureFrom(useApi().customer('slow', controller.signal))
    controller.abort()
    await running
    await failureFrom(useApi().customer('slow', controller.signal))
  })
})

describe('a session that has ended', () => {
  const endSession = () => refuse('/api/customers/x', 401, { code: 'session_required', message: 'm', requestId: 'r' })

  it('signs in once and comes back to this page; the request stays open', async () => {
    endSession()
    history.replaceState(null, '', '/?lang=en&a=%2F')
    const settled = vi.fn()
    useApi().customer('x').then(settled, settled)
    await eventually(() => navigate.mock.calls.length > 0)
    expect(navigate).toHaveBeenCalledExactlyOnceWith(
      `/auth/login?return_to=${encodeURIComponent('/?lang=en&a=%2F')}&automatic=1`, { external: true },
    )
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(settled).not.toHaveBeenCalled()
  })

  it('is explained the second time, so that it never loops', async () => {
    endSession()
    void useApi().customer('x')
    await eventually(() => navigate.mock.calls.length > 0)
    const { failure } = await failureFrom(useApi().customer('x'))
    expect(failure).toMatchObject({ code: 'session_required', fix: 'sign_in' })
    expect(navigate).toHaveBeenCalledTimes(1)
  })

  it('is explained at once while something is unsaved, and the page is not left', async () => {
    endSession()
    const scope = effectScope()
    let isUnsaved = true
    scope.run(() => useUnsavedWork().register(() => isUnsaved))
    expect((await failureFrom(useApi().customer('x'))).failure.code).toBe('session_required')
    expect(navigate).not.toHaveBeenCalled()
    isUnsaved = false
    void useApi().customer('x')
    await eventually(() => navigate.mock.calls.length > 0)
    scope.stop()
    expect(useUnsavedWork().exists()).toBe(false)
  })

  it('is explained at once where nothing can be remembered', async () => {
    endSession()
    vi.stubGlobal('sessionStorage', { getItem: () => {
      throw new DOMException('denied', 'SecurityError')
    } })
    expect((await failureFrom(useApi().customer('x'))).failure.code).toBe('session_required')
    expect(navigate).not.toHaveBeenCalled()
  })
})
