import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { createKeyedResource, FRESH } from '~/browser/resource/keyed-resource'
import { flush } from './support/flush'

/** A loader whose answers are given by hand, oldest request first. */
function manualLoader() {
  const requests: {
    id: string
    signal: AbortSignal
    resolve: (data: string) => void
    reject: (error: Error) => void
  }[] = []
  const load = (id: string, signal: AbortSignal) => new Promise<string>((resolve, reject) => {
    requests.push({ id, signal, resolve, reject })
  })
  return { requests, load }
}

describe('createKeyedResource', () => {
  it('goes through loading to ready', async () => {
    const { requests, load } = manualLoader()
    const { state, show } = createKeyedResource(load)
    expect(state.value).toEqual({ status: 'idle' })
    void show('a')
    expect(state.value).toEqual({ status: 'loading', id: 'a' })
    requests[0]!.resolve('A')
    await flush()
    expect(state.value).toEqual({ status: 'ready', id: 'a', data: 'A', loadedAt: expect.any(Number) as number })
  })

  it('leaves what is shown or under way alone, and tries a failed one again', async () => {
    const { requests, load } = manualLoader()
    const { state, show } = createKeyedResource(load)
    void show('a')
    void show('a')
    requests[0]!.reject(new ApiError(failureOf('wecom_busy')))
    await flush()
    expect(state.value).toMatchObject({ status: 'failed', id: 'a', failure: { code: 'wecom_busy' } })
    void show('a')
    requests[1]!.resolve('A')
    await flush()
    void show('a')
    expect(requests).toHaveLength(2)
  })

  it('loads data older than a minute again, once, and keeps it visible', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { requests, load } = manualLoader()
    const { state, show, bringUpToDate } = createKeyedResource(load)
    void bringUpToDate()
    void show('a')
    requests[0]!.resolve('A')
    await vi.advanceTimersByTimeAsync(60_000)
    void bringUpToDate()
    expect(requests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    void bringUpToDate()
    void bringUpToDate()
    expect(requests).toHaveLength(2)
    expect(state.value).toMatchObject({ status: 'ready', data: 'A' })
    requests[1]!.resolve('A2')
    await vi.advanceTimersByTimeAsync(0)
    expect(state.value).toMatchObject({ status: 'ready', id: 'a', data: 'A2' })
  })

  it('asks for the newest data only when it is renewed, and counts its age', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const load = vi.fn(async () => ({ age: 20_000 }))
    const { state, show, refresh, renew, bringUpToDate } = createKeyedResource(load, undefined, ({ age }) => age)
    await show('a')
    expect(load).toHaveBeenLastCalledWith('a', expect.any(AbortSignal), false)
    expect(state.value).toMatchObject({ loadedAt: Date.now() - 20_000 })
    await refresh()
    expect(load).toHaveBeenLastCalledWith('a', expect.any(AbortSignal), false)
    await renew()
    expect(load).toHaveBeenLastCalledWith('a', expect.any(AbortSignal), true)
    vi.advanceTimersByTime(FRESH)
    await bringUpToDate()
    expect(load).toHaveBeenLastCalledWith('a', expect.any(AbortSignal), false)
    await renew('b')
    expect(load).toHaveBeenCalledTimes(4)
  })

  it('aborts the request before', () => {
    const { requests, load } = manualLoader()
    const { show, clear } = createKeyedResource(load)
    void show('a')
    void show('b')
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, false])
    clear()
    expect(requests[1]!.signal.aborted).toBe(true)
  })

  it('does not hide a bug of ours as a failure of the network', async () => {
    const { show } = createKeyedResource(vi.fn().mockRejectedValue(new TypeError('bug')))
    await expect(show('a')).rejects.toThrow('bug')
  })

  it('never shows anything of an id that is not the current one', async () => {
    const id = fc.constantFrom('a', 'b', 'c')
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('show' as const), id }) },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant('answer' as const), request: fc.nat(20), fails: fc.boolean() }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
    )
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { requests, load } = manualLoader()
      const { state, show, clear } = createKeyedResource(load)
      let current: string | undefined
      const frames: boolean[] = []
      watch(state, (shown) => {
        const shownId = shown.status === 'idle' ? undefined : shown.id
        frames.push(shownId === current && (shown.status !== 'ready' || shown.data === `data of ${current}`))
      }, { flush: 'sync' })
      for (const next of steps) {
        if (next.kind === 'show') {
          current = next.id
          void show(next.id)
        }
        else if (next.kind === 'clear') {
          current = undefined
          clear()
        }
        else {
          const request = requests[next.request % Math.max(requests.length, 1)]
          if (next.fails) request?.reject(new ApiError(failureOf('internal')))
          else request?.resolve(`data of ${request.id}`)
          await Promise.resolve()
        }
      }
      await flush()
      expect(frames).not.toContain(false)
    }), { numRuns: 1_000 })
  })
})
