import { describe, expect, it } from 'vitest'
import { createCredentialWatch } from '../../../../server/upstream/credentials/credential-watch.ts'
import { turn } from '../../../support/credential-fleet.ts'
import { createManualClock } from '../../../support/manual-clock.ts'

function openWatch() {
  const clock = createManualClock()
  const cache = { asked: 0, fault: undefined as Error | undefined }
  const reported: unknown[] = []
  const attempt = async () => {
    cache.asked++
    if (cache.fault) throw cache.fault
  }
  return { clock, cache, reported, watch: createCredentialWatch(attempt, clock, error => reported.push(error)) }
}

describe('S14: createCredentialWatch', () => {
  it('asks once for any number of probes, and again at its own pace', async () => {
    const { clock, cache, watch } = openWatch()
    expect(cache.asked).toBe(0)
    await Promise.all(Array.from({ length: 1_000 }, () => watch.outcome()))
    expect(cache.asked).toBe(1)
    await turn()
    clock.advance(2_000)
    await turn()
    await watch.outcome()
    expect(cache.asked).toBe(2)
  })

  it('tells how the last try ended, and finds out by itself that a fault is over', async () => {
    const { clock, cache, watch } = openWatch()
    cache.fault = new Error('refused')
    await expect(watch.outcome()).rejects.toBe(cache.fault)
    await expect(watch.outcome()).rejects.toBe(cache.fault)
    cache.fault = undefined
    await turn()
    clock.advance(2_000)
    await turn()
    await expect(watch.outcome()).resolves.toBeUndefined()
    cache.fault = new Error('refused again')
    clock.advance(2_000)
    await turn()
    await expect(watch.outcome()).rejects.toBe(cache.fault)
  })

  it('S3: reports a fault once, and again when it comes back', async () => {
    const { clock, cache, reported, watch } = openWatch()
    const [first, second] = [new Error('refused'), new Error('refused again')]
    const faults = [first, first, undefined, second, second]
    for (const fault of faults) {
      cache.fault = fault
      await watch.outcome().catch(() => {})
      await turn()
      clock.advance(2_000)
      await turn()
    }
    expect(reported).toEqual([first, second])
  })
})
