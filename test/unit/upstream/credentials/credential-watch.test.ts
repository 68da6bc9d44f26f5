import { describe, expect, it } from 'vitest'
import { createCredentialWatch } from '../../../../server/upstream/credentials/credential-watch.ts'
import { turn } from '../../../support/credential-fleet.ts'
import { createManualClock } from '../../../support/manual-clock.ts'

function openWatch() {
  const clock = createManualClock()
  const cache = { asked: 0, fault: undefined as Error | undefined }
  const get = async () => {
    cache.asked++
    if (cache.fault) throw cache.fault
    return 'token'
  }
  return { clock, cache, watch: createCredentialWatch({ get }, clock) }
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
  })
})
