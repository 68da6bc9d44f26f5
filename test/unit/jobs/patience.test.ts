import { describe, expect, it } from 'vitest'
import { retryThroughOutages } from '../../../server/jobs/patience.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../../server/upstream/upstream-error.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'

const throttled = new UpstreamRefusedError(WECOM, 'x', 45009)

/** Fails so often, then succeeds. @returns how long each wait was, seconds */
async function waits(failures: number, error: Error): Promise<number[]> {
  let now = 0
  const waited: number[] = []
  const clock = { wall: () => now, monotonic: () => now, sleep: async (ms: number) => void (now += ms) }
  let began = 0
  await retryThroughOutages(async () => {
    if (failures-- > 0) throw error
  }, { clock, stop: new AbortController().signal, async onWait(until) {
    if (until !== null) began = now
    else waited.push(Math.round((now - began) / 1_000))
  } })
  return waited
}

describe('retries through outages', () => {
  it('waits until a limit per minute, per hour or per day is over', async () => {
    expect(await waits(9, throttled)).toEqual([60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600])
    expect(await waits(40, throttled)).toHaveLength(40)
  })

  it('repeats during an outage, each time later, and gives up in the end', async () => {
    expect(await waits(9, new UpstreamUnavailableError(WECOM, 'x', 'connection')))
      .toEqual([2, 4, 8, 16, 32, 60, 60, 60, 60])
    await expect(waits(10, new UpstreamRefusedError(WECOM, 'x', -1))).rejects.toMatchObject({ errcode: -1 })
  })

  it.each([
    ...[48002, 50100, 60111].map(errcode => new UpstreamRefusedError(WECOM, 'x', errcode)),
    new Error('a bug'),
  ])('does not repeat work when waiting does not help: %s', async (error) => {
    await expect(waits(1, error)).rejects.toBe(error)
  })
})
