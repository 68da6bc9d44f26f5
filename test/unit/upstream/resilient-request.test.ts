import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { callFor } from '../../../server/upstream/caller.ts'
import type { Clock } from '../../../server/upstream/clock.ts'
import type { Request } from '../../../server/upstream/request.ts'
import { createResilientRequest } from '../../../server/upstream/resilient-request.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../../server/upstream/upstream-error.ts'
import type { UnavailableReason } from '../../../server/upstream/upstream-error.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'

const MINUTE = 60_000
const schema = v.object({ userid: v.string() })
const good = { userid: 'a' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** @param answer the answer to the n-th call, which comes after `tookMs` milliseconds */
function upstream(answer: (call: number, endpoint: string) => Error | typeof good, tookMs = 0) {
  const clock: Clock = {
    wall: Date.now,
    monotonic: () => performance.now(),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
  }
  const calls: { endpoint: string, timeoutMs: number }[] = []
  const request: Request = async ({ endpoint, timeoutMs, schema: expected }) => {
    calls.push({ endpoint, timeoutMs: timeoutMs! })
    const outcome = answer(calls.length, endpoint)
    if (tookMs) await new Promise(resolve => setTimeout(resolve, Math.min(tookMs, timeoutMs!)))
    if (outcome instanceof Error) throw outcome
    return v.parse(expected, outcome)
  }
  const resilient = createResilientRequest(request, clock)
  const start = (endpoint = 'user/get') => resilient({ endpoint, schema })
  /** Calls, and advances the clock until the answer is there. */
  async function call(endpoint?: string) {
    const outcome = start(endpoint).then(() => 'ok', (error: unknown) => error)
    await vi.advanceTimersByTimeAsync(10_000)
    return outcome
  }
  return { calls, start, call }
}

const api = (errcode: number) => new UpstreamRefusedError(WECOM, 'user/get', errcode)
const unavailable = (reason: UnavailableReason) => new UpstreamUnavailableError(WECOM, 'user/get', reason)

describe('S7: too many calls at once (45033)', () => {
  it('is tried again after a moment, and shuts nothing', async () => {
    const { call, calls } = upstream(n => n <= 2 ? api(45033) : good)
    expect(await call()).toBe('ok')
    expect(calls).toHaveLength(3)
    const crowded = upstream(() => api(45033))
    expect(await crowded.call()).toMatchObject({ code: 'wecom_busy', errcode: 45033 })
    const before = crowded.calls.length
    expect(await crowded.call()).toMatchObject({ errcode: 45033 })
    expect(crowded.calls.length).toBeGreaterThan(before)
  })

  it('lets fewer calls run at once until the API takes them all, and none is lost', async () => {
    let running = 0
    let most = 0
    const clock: Clock = {
      wall: Date.now, monotonic: () => performance.now(), sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    }
    const request: Request = async ({ schema: expected }) => {
      most = Math.max(most, ++running)
      const isCrowded = running > 5
      await new Promise(resolve => setTimeout(resolve, 20))
      running -= 1
      if (isCrowded) throw api(45033)
      return v.parse(expected, good)
    }
    const resilient = createResilientRequest(request, clock)
    const first = resilient({ endpoint: 'user/get', schema })
    await vi.advanceTimersByTimeAsync(100)
    await first
    const outcomes = Promise.all(Array.from({ length: 40 }, () => resilient({ endpoint: 'user/get', schema })))
    await vi.advanceTimersByTimeAsync(10_000)
    await expect(outcomes).resolves.toHaveLength(40)
    expect(most).toBe(40)
    most = 0
    const next = Promise.all(Array.from({ length: 40 }, () => resilient({ endpoint: 'user/get', schema })))
    await vi.advanceTimersByTimeAsync(10_000)
    await expect(next).resolves.toHaveLength(40)
    expect(most).toBeLessThan(20)
  })

  it.each([45033, 45009])('%i that a job meets does not stop the members', async (errcode) => {
    const { start, calls } = upstream(n => n === 1 ? good : api(errcode))
    await start()
    const job = callFor({ kind: 'system', isJob: true }, () => start()).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await job).toMatchObject({ errcode })
    const before = calls.length
    const member = callFor({ kind: 'member', userId: 'lin' }, () => start()).catch(() => {})
    await vi.advanceTimersByTimeAsync(10_000)
    await member
    expect(calls.length).toBeGreaterThan(before)
  })
})

describe('retries', () => {
  const outages = [
    ...[-1, 6000, 45035].map(api),
    ...(['server_error', 'connection', 'timeout'] as const).map(unavailable),
  ]
  it.each(outages.map(error => [error.message, error] as const))('hide two failures: %s', async (_name, error) => {
    const shaky = upstream(call => call <= 2 ? error : good)
    expect(await shaky.call()).toBe('ok')
    expect(shaky.calls).toHaveLength(3)
    const broken = upstream(() => error)
    expect(await broken.call()).toBe(error)
    expect(broken.calls).toHaveLength(3)
  })

  const permanent = [
    ...[40001, 40013, 40029, 45009, 45036, 48002, 60011, 60020, 84061, 301002, 99999].map(api),
    ...(['bad_body', 'http_status', 'too_large'] as const).map(unavailable),
  ]
  it.each(permanent.map(error => [error.message, error] as const))('are not made for %s', async (_name, error) => {
    const { call, calls } = upstream(() => error)
    expect(await call()).toMatchObject({ name: error.name, message: error.message })
    expect(calls).toHaveLength(1)
  })

  it('share one budget of four seconds', async () => {
    const { call, calls } = upstream(() => unavailable('timeout'), 1_500)
    await call()
    expect(calls.length).toBeGreaterThan(1)
    const [first, second, third] = calls.map(({ timeoutMs }) => timeoutMs)
    expect(first).toBeLessThanOrEqual(4_000)
    expect(second).toBeLessThanOrEqual(2_500)
    if (third !== undefined) expect(third).toBeLessThanOrEqual(1_000)
  })

  it('are not started without time for them', async () => {
    const { call, calls } = upstream(() => unavailable('timeout'), 3_500)
    await call()
    expect(calls).toHaveLength(1)
  })

  it('add at most a tenth to the load of a WeCom that is down', async () => {
    const { start, calls } = upstream(() => unavailable('connection'))
    for (const requests of [200, 800]) {
      const all = Promise.allSettled(Array.from({ length: requests }, () => start()))
      await vi.advanceTimersByTimeAsync(10_000)
      await all
      expect(calls.length).toBeLessThanOrEqual(requests * 1.1)
      calls.length = 0
    }
  })

  it('use up the quota only when they are made', async () => {
    const { call, calls } = upstream(() => api(-1))
    for (let i = 0; i < 5; i++) await call()
    expect(calls).toHaveLength(15)
    await call()
    expect(calls).toHaveLength(16)
  })

  it('get new quota from calls that succeed', async () => {
    let healthy = false
    const { call, calls } = upstream(() => healthy ? good : api(-1))
    for (let i = 0; i < 50; i++) await call()
    calls.length = 0
    await call()
    expect(calls).toHaveLength(1)
    healthy = true
    for (let i = 0; i < 100; i++) await call()
    healthy = false
    calls.length = 0
    await call()
    expect(calls).toHaveLength(3)
  })
})

describe('throttling', () => {
  it.each([45009, 45036])('%i stops the calls for a minute, then one call probes', async (errcode) => {
    let healthy = false
    const { start, call, calls } = upstream(() => healthy ? good : api(errcode), 100)
    expect(await call()).toMatchObject({ errcode })
    for (let i = 0; i < 1_000; i++) await expect(start()).rejects.toMatchObject({ errcode })
    expect(calls).toHaveLength(1)

    await vi.advanceTimersByTimeAsync(MINUTE)
    const outcomes = Promise.allSettled(Array.from({ length: 10_000 }, () => start()))
    await vi.advanceTimersByTimeAsync(1_000)
    const reasons = (await outcomes).map(outcome => outcome.status === 'rejected' ? outcome.reason : undefined)
    expect(reasons.every(reason => reason instanceof UpstreamRefusedError && reason.errcode === errcode)).toBe(true)
    expect(calls).toHaveLength(2)

    await expect(start()).rejects.toMatchObject({ errcode })
    expect(calls).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(MINUTE)
    healthy = true
    expect([await call(), await call()]).toEqual(['ok', 'ok'])
    expect(calls).toHaveLength(4)
  })

  it('concerns one endpoint', async () => {
    const { call, calls } = upstream((_call, endpoint) => endpoint === 'user/get' ? api(45009) : good)
    expect(await call('user/get')).toMatchObject({ errcode: 45009 })
    expect(await call('externalcontact/get')).toBe('ok')
    expect(calls).toHaveLength(2)
  })

  it('is not assumed after other failures', async () => {
    const { call, calls } = upstream(() => api(84061))
    for (let i = 0; i < 20; i++) await call()
    expect(calls).toHaveLength(20)
  })
})

describe('a WeCom that is down', () => {
  const OUTAGE = 2_000

  it('gets one call every two seconds after five failures, and every call once it answers', async () => {
    let healthy = false
    const { start, calls } = upstream(() => healthy ? good : unavailable('connection'), 10)
    const fail = async () => {
      const outcome = expect(start()).rejects.toMatchObject({ reason: 'connection' })
      await vi.advanceTimersByTimeAsync(1_200)
      await outcome
    }
    for (let i = 0; i < 5; i++) await fail()
    const before = calls.length
    for (let i = 0; i < 1_000; i++) await expect(start()).rejects.toMatchObject({ reason: 'connection' })
    expect(calls).toHaveLength(before)

    await vi.advanceTimersByTimeAsync(OUTAGE)
    const outcomes = Promise.allSettled(Array.from({ length: 1_000 }, () => start()))
    await vi.advanceTimersByTimeAsync(1_200)
    expect((await outcomes).every(({ status }) => status === 'rejected')).toBe(true)
    expect(calls.length - before).toBeLessThanOrEqual(3)

    await vi.advanceTimersByTimeAsync(OUTAGE)
    healthy = true
    const probe = start()
    await expect(start()).rejects.toMatchObject({ reason: 'connection' })
    await vi.advanceTimersByTimeAsync(100)
    expect(await probe).toEqual(good)
    const all = Promise.all(Array.from({ length: 100 }, () => start()))
    await vi.advanceTimersByTimeAsync(100)
    expect(await all).toHaveLength(100)
  })

  it('is not assumed after occasional failures', async () => {
    const { start, calls } = upstream(call => call % 5 ? unavailable('bad_body') : good)
    for (let i = 0; i < 50; i++) await start().catch(() => {})
    expect(calls).toHaveLength(50)
    let healthy = true
    const shaky = upstream(() => healthy ? good : unavailable('connection'))
    const ask = async () => {
      const outcome = shaky.start().then(() => 'ok', () => 'failed')
      await vi.advanceTimersByTimeAsync(1_200)
      return outcome
    }
    for (let round = 0; round < 20; round++) {
      healthy = false
      for (let i = 0; i < 4; i++) expect(await ask()).toBe('failed')
      healthy = true
      expect(await ask()).toBe('ok')
    }
  })

  it('is not kept for longer when the wall clock is set back', async () => {
    let healthy = false
    const { call, start } = upstream(() => healthy ? good : api(45009))
    await call()
    healthy = true
    vi.setSystemTime(Date.now() - 15 * MINUTE)
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(await start()).toEqual(good)
  })
})

describe('a set-up that WeCom refuses', () => {
  it.each([40001, 40013, 48002, 60020, 301002])('is remembered for half a minute: %i', async (errcode) => {
    const { start, call, calls } = upstream(() => api(errcode))
    expect(await call()).toMatchObject({ errcode })
    for (let i = 0; i < 1_000; i++) await expect(start()).rejects.toMatchObject({ errcode })
    expect(calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await call()).toMatchObject({ errcode })
    expect(calls).toHaveLength(2)
  })

  it('says when WeCom is asked again: from the first refusal on, and ever fewer seconds', async () => {
    const { start } = upstream(() => api(60020))
    const secondsLeft = async () => {
      const outcome = start().catch((error: unknown) => (error as UpstreamRefusedError).retryAfterSeconds)
      await vi.advanceTimersByTimeAsync(100)
      return outcome
    }
    const seen = [await secondsLeft()]
    for (let i = 0; i < 5; i++) {
      await vi.advanceTimersByTimeAsync(4_900)
      seen.push(await secondsLeft())
    }
    expect(seen).toEqual([30, 25, 20, 15, 10, 5])
  })

  it('is tried by one of 1,000 concurrent calls, at the start and after each half minute', async () => {
    let healthy = false
    const { start, calls } = upstream(() => healthy ? good : api(48002), 100)
    const ask = async () => {
      const outcomes = Promise.allSettled(Array.from({ length: 1_000 }, () => start()))
      await vi.advanceTimersByTimeAsync(1_000)
      return new Set((await outcomes).map(outcome => outcome.status))
    }
    for (const asked of [1, 2, 3]) {
      expect(await ask()).toEqual(new Set(['rejected']))
      expect(calls).toHaveLength(asked)
      await vi.advanceTimersByTimeAsync(30_000)
    }
    healthy = true
    await ask()
    expect(await ask()).toEqual(new Set(['fulfilled']))
  })

  it.each([60011, 84074, 84061])('is not assumed when one member or customer is refused: %i', async (errcode) => {
    const { call, calls } = upstream(() => api(errcode))
    await call()
    await call()
    expect(calls).toHaveLength(2)
  })
})
