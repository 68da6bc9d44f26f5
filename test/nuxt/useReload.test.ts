import { mockNuxtImport } from '@nuxt/test-utils/runtime'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useReload } from '~/composables/useReload'
import { useUnsavedWork } from '~/composables/useUnsavedWork'

const leave = vi.hoisted(() => vi.fn())
mockNuxtImport('reloadNuxtApp', () => leave)
const ask = vi.fn<(path: string, options: RequestInit) => Promise<{ ok: boolean }>>()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', ask)
  ask.mockReset()
  leave.mockReset()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('loading the page again', () => {
  it('happens at once while the server answers', async () => {
    ask.mockResolvedValue({ ok: true })
    const { reload } = useReload()
    await reload()
    expect(ask).toHaveBeenCalledExactlyOnceWith('/healthz', expect.objectContaining({ cache: 'no-store' }))
    expect(leave).toHaveBeenCalledExactlyOnceWith({ force: true, ttl: 60_000 })
  })

  it('waits, and says so, until the server answers; being asked again changes nothing', async () => {
    ask.mockRejectedValueOnce(new TypeError('refused'))
      .mockResolvedValueOnce({ ok: false })
      .mockResolvedValue({ ok: true })
    const { reload, waiting } = useReload()
    const done = reload()
    await vi.advanceTimersByTimeAsync(100)
    await reload()
    expect([leave.mock.calls.length, waiting.value]).toEqual([0, true])
    await vi.advanceTimersByTimeAsync(5_000)
    await done
    expect(leave).toHaveBeenCalledTimes(1)
    expect([ask.mock.calls.length, waiting.value]).toEqual([3, false])
  })

  it('asks at once when the network is back', async () => {
    ask.mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue({ ok: true })
    const done = useReload().reload()
    await vi.advanceTimersByTimeAsync(100)
    dispatchEvent(new Event('online'))
    await done
    expect(leave).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits for unsaved work, unless the member asks for it', async () => {
    ask.mockResolvedValue({ ok: true })
    const isUnsaved = shallowRef(true)
    const scope = effectScope()
    scope.run(() => useUnsavedWork().register(() => isUnsaved.value))
    const { reload, postponed } = useReload()
    const done = reload(true)
    await reload(true)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([leave.mock.calls.length, postponed.value]).toEqual([0, true])
    await reload()
    expect(leave.mock.calls).toEqual([[{ force: true, ttl: 60_000 }]])
    isUnsaved.value = false
    await done
    expect(leave.mock.calls.slice(1)).toEqual([[{ force: false, ttl: 60_000 }]])
    expect(postponed.value).toBe(false)
    scope.stop()
  })

  it('happens in the oldest web views too, which have no AbortSignal.timeout', async () => {
    vi.stubGlobal('AbortSignal', undefined)
    ask.mockResolvedValue({ ok: true })
    await useReload().reload()
    expect(leave).toHaveBeenCalledTimes(1)
  })

  it('gives up a question that hangs, and asks again', async () => {
    ask
      .mockImplementationOnce((_, { signal }) => new Promise((_, reject) => signal!.addEventListener(
        'abort', () => reject(new TypeError('aborted')),
      )))
      .mockResolvedValue({ ok: true })
    const done = useReload().reload()
    await vi.advanceTimersByTimeAsync(10_000)
    await done
    expect([ask.mock.calls.length, leave.mock.calls.length, vi.getTimerCount()]).toEqual([2, 1, 0])
  })

  it('by itself leaves it to the framework to end a loop', async () => {
    ask.mockResolvedValue({ ok: true })
    await useReload().reload(true)
    expect(leave).toHaveBeenCalledExactlyOnceWith({ force: false, ttl: 60_000 })
  })
})
