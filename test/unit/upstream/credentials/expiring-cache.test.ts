import { describe, expect, it } from 'vitest'
import { createCredentialFleet, turn } from '../../../support/credential-fleet.ts'

const MINUTE = 60_000
const forTwoHours = (value: string) => ({ value, expiresInSeconds: 7_200 })

/** A fleet whose every fetch returns the same value, with the rest of its two hours. */
function createFleetOfOneValue() {
  const born = 1
  const fleet = createCredentialFleet(async () => {
    const age = fleet.clock.monotonic() - born
    return { value: 'same', expiresInSeconds: Math.round((7_200_000 - age) / 1_000) }
  })
  return fleet
}

describe('expiring cache', () => {
  it('fetches once for a thousand cold callers', async () => {
    const { open, fetches } = createCredentialFleet()
    const cache = open()
    const values = await Promise.all(Array.from({ length: 1_000 }, () => cache.get()))
    expect([new Set(values).size, fetches()]).toEqual([1, 1])
  })

  it('fetches once for four cold processes of 250 callers', async () => {
    const fleet = createCredentialFleet(async (count) => {
      await fleet.clock.sleep(80)
      return forTwoHours(`v${count}`)
    })
    const caches = [fleet.open(), fleet.open(), fleet.open(), fleet.open()]
    const calls = caches.flatMap(cache => Array.from({ length: 250 }, () => cache.get()))
    const values = await fleet.finish(Promise.all(calls))
    expect([new Set(values).size, fleet.fetches()]).toEqual([1, 1])
  })

  it('renews in the last ten minutes while no caller waits', async () => {
    const fleet = createCredentialFleet(async (count) => {
      if (count > 1) await fleet.clock.sleep(2_000)
      return forTwoHours(`v${count}`)
    })
    const cache = fleet.open()
    await cache.get()
    fleet.clock.advance(108 * MINUTE)
    expect(await cache.get()).toBe('v1')
    await turn()
    expect(fleet.fetches()).toBe(1)
    fleet.clock.advance(2 * MINUTE)
    for (let i = 0; i < 10_000; i++) expect(await cache.get()).toBe('v1')
    await turn()
    expect(fleet.fetches()).toBe(2)
    fleet.clock.advance(2_000)
    await turn()
    expect(await cache.get()).toBe('v2')
    expect(fleet.fetches()).toBe(2)
  })

  it('lets one of four processes renew, and the others take it over', async () => {
    const fleet = createCredentialFleet()
    const caches = [fleet.open(), fleet.open(), fleet.open(), fleet.open()]
    for (const cache of caches) await fleet.finish(cache.get())
    fleet.clock.advance(110 * MINUTE)
    for (let i = 0; i < 10; i++) {
      for (const cache of caches) await cache.get()
      await turn()
      fleet.clock.advance(1_000)
    }
    expect(new Set(await Promise.all(caches.map(cache => cache.get())))).toEqual(new Set(['v2']))
    expect(fleet.fetches()).toBe(2)
  })

  it('hides a failing renewal while the value lives: few tries, one report a minute', async () => {
    const fleet = createCredentialFleet(async (count) => {
      if (count > 1) throw new Error('upstream is dead')
      return forTwoHours('v1')
    })
    const cache = fleet.open()
    await cache.get()
    fleet.clock.advance(109 * MINUTE)
    for (let second = 0; second < 10 * 60; second++) {
      expect(await cache.get()).toBe('v1')
      await turn()
      fleet.clock.advance(999)
    }
    expect(fleet.fetches()).toBeGreaterThan(3)
    expect(fleet.fetches()).toBeLessThan(20)
    expect(fleet.refreshFailures.length).toBeGreaterThan(3)
    expect(fleet.refreshFailures.length).toBeLessThanOrEqual(10)
    fleet.clock.advance(2 * MINUTE)
    await expect(cache.get()).rejects.toThrow('upstream is dead')
  })

  it('renews once for all processes when WeCom returns the same value again', async () => {
    const fleet = createFleetOfOneValue()
    const caches = Array.from({ length: 4 }, () => fleet.open())
    for (const cache of caches) await cache.get()
    fleet.clock.advance(105 * MINUTE)
    for (let second = 0; second < 12 * 60; second++) {
      for (const cache of caches) {
        expect(await cache.get()).toBe('same')
        await turn()
      }
      fleet.clock.advance(1_000)
    }
    expect(fleet.fetches()).toBeLessThan(10)
  })

  it('renews rarely when WeCom returns the same value again', async () => {
    const fleet = createFleetOfOneValue()
    const cache = fleet.open()
    await cache.get()
    fleet.clock.advance(105 * MINUTE)
    for (let second = 0; second < 12 * 60; second++) {
      expect(await cache.get()).toBe('same')
      await turn()
      fleet.clock.advance(1_000)
    }
    expect(fleet.fetches()).toBeLessThan(10)
  })

  it('returns no value in its last minute, respects a short life and limits a very long one', async () => {
    const lifeOf = async (expiresInSeconds: number) => {
      const fleet = createCredentialFleet(async (count) => {
        if (count > 1) throw new Error('no more')
        return { value: 'v1', expiresInSeconds }
      })
      const cache = fleet.open()
      await cache.get()
      let lived = 0
      while (await cache.get().then(() => true, () => false)) {
        await turn()
        fleet.clock.advance(1_000)
        lived += 1
      }
      return lived
    }
    expect(await lifeOf(60)).toBe(54)
    expect(await lifeOf(600)).toBe(540)
    expect(await lifeOf(1e12)).toBe(7_140)
  })

  it('survives a restart without fetching', async () => {
    const { open, fetches } = createCredentialFleet()
    await open().get()
    expect(await open().get()).toBe('v1')
    expect(fetches()).toBe(1)
  })

  const entry = { value: 'x', generation: 'g', storedAt: 0, expiresAt: 9e15 }
  const otherwise = (change: object) => JSON.stringify({ ...entry, ...change })
  it.each([
    '', 'null', '{}', '[]', '"x"', '{"value":"x"}', 'rubbish',
    JSON.stringify(entry).slice(0, -5),
    otherwise({ value: '' }),
    otherwise({ value: 5 }),
    otherwise({ generation: undefined }),
    otherwise({ expiresAt: 'soon' }),
    otherwise({ expiresAt: 1 }),
    otherwise({ storedAt: 9e15 }),
    otherwise({ storedAt: null }),
  ])('ignores an invalid entry in the store: %s', async (invalid) => {
    const { open, store, fetches } = createCredentialFleet()
    await store.set('wecom:test:access_token', invalid, MINUTE)
    expect(await open().get()).toBe('v1')
    expect(fetches()).toBe(1)
  })

  it('does not keep a failure', async () => {
    const { open } = createCredentialFleet(async (count) => {
      if (count === 1) throw new Error('reset')
      return forTwoHours('ok')
    })
    const cache = open()
    await expect(cache.get()).rejects.toThrow('reset')
    expect(await cache.get()).toBe('ok')
  })
})

describe('early death', () => {
  it('drops only the value that failed', async () => {
    const { open, fetches } = createCredentialFleet()
    const cache = open()
    const old = await cache.get()
    cache.invalidate(old)
    expect(await cache.get()).toBe('v2')
    for (let i = 0; i < 300; i++) cache.invalidate(old)
    expect(await cache.get()).toBe('v2')
    expect(fetches()).toBe(2)
  })

  it('needs one fetch for all processes, and the store never returns the dead value', async () => {
    const fleet = createCredentialFleet()
    const caches = [fleet.open(), fleet.open(), fleet.open()]
    for (const cache of caches) await cache.get()
    for (const cache of caches) {
      cache.invalidate('v1')
      expect(await fleet.finish(cache.get())).toBe('v2')
    }
    expect(fleet.fetches()).toBe(2)
  })

  it('leads to three fetches in 15 seconds at most when WeCom returns the dead value again', async () => {
    const fleet = createCredentialFleet(async () => forTwoHours('same'))
    const caches = [fleet.open(), fleet.open()]
    let refusals = 0
    for (let i = 0; i < 100; i++) {
      for (const cache of caches) {
        await fleet.finish(cache.get()).then(value => cache.invalidate(value), (error: unknown) => {
          expect(error).toMatchObject({ endpoint: 'access_token', reason: 'dead_value' })
          refusals++
        })
      }
      fleet.clock.advance(149)
    }
    expect(fleet.fetches()).toBeLessThanOrEqual(3)
    expect(refusals).toBeGreaterThan(190)
  })

  it('ends with the first fetch that succeeds after any number of failures', async () => {
    const fleet = createCredentialFleet(async (count) => {
      if (count > 1 && count < 5) throw new Error('reset')
      return forTwoHours(`v${count}`)
    })
    const [one, two] = [fleet.open(), fleet.open()]
    for (const cache of [one, two]) cache.invalidate(await cache.get())
    for (const cache of [one, two, one]) await expect(cache.get()).rejects.toThrow('reset')
    expect([await two.get(), await one.get()]).toEqual(['v5', 'v5'])
  })

  it('ends when the lock expires if the process that renews dies too', async () => {
    const fleet = createCredentialFleet(async count => count === 2 ? new Promise(() => {}) : forTwoHours(`v${count}`))
    const [dying, other] = [fleet.open(fleet.stopped()), fleet.open()]
    for (const cache of [dying, other]) cache.invalidate(await cache.get())
    void dying.get()
    await turn()
    const before = fleet.clock.monotonic()
    expect(await fleet.finish(other.get())).toBe('v3')
    expect(fleet.clock.monotonic() - before).toBeLessThanOrEqual(3_000)
  })

  it('reported by clients costs one fetch a minute, and none if another process has renewed already', async () => {
    const fleet = createCredentialFleet()
    const [one, two] = [fleet.open(), fleet.open()]
    for (const cache of [one, two]) await cache.get()
    const gate = async () => (await fleet.store.use('gate', { limit: 1, windowMs: MINUTE })).granted
    for (let i = 0; i < 500; i++) await one.distrust(gate)
    expect(await one.get()).toBe('v2')
    for (let i = 0; i < 500; i++) await one.distrust(gate)
    expect(await one.get()).toBe('v2')
    await two.distrust(gate)
    expect(await two.get()).toBe('v2')
    expect(fleet.fetches()).toBe(2)
    fleet.clock.advance(MINUTE)
    await one.distrust(gate)
    expect(await one.get()).toBe('v3')
  })
})

describe('locks', () => {
  it('of a dead process expire before the waiting callers give up', async () => {
    const fleet = createCredentialFleet(async count => count === 1 ? new Promise(() => {}) : forTwoHours(`v${count}`))
    void fleet.open(fleet.stopped()).get()
    await turn()
    const before = fleet.clock.monotonic()
    expect(await fleet.finish(fleet.open().get())).toBe('v2')
    expect(fleet.clock.monotonic() - before).toBeLessThanOrEqual(3_000)
    expect(fleet.fetches()).toBe(2)
  })

  it.each([1_500, 2_800, 4_500])('are kept while WeCom takes %i ms: four processes ask once', async (latency) => {
    const fleet = createCredentialFleet(async (count) => {
      await fleet.clock.sleep(latency)
      return forTwoHours(`v${count}`)
    })
    const caches = Array.from({ length: 4 }, () => fleet.open())
    const values = await fleet.finish(Promise.all(caches.map(cache => cache.get())))
    expect([new Set(values), fleet.fetches()]).toEqual([new Set(['v1']), 1])
    expect(await fleet.open().get()).toBe('v1')
  })

  it('do not block a process that only takes over a newer value', async () => {
    const fleet = createCredentialFleet()
    const [first, second] = [fleet.open(), fleet.open()]
    await first.get()
    await second.get()
    fleet.clock.advance(110 * MINUTE)
    await first.get()
    await turn()
    expect(await first.get()).toBe('v2')
    await fleet.store.acquire('wecom:test:access_token:lock', MINUTE)
    await second.get()
    await turn()
    expect([await second.get(), fleet.fetches()]).toEqual(['v2', 2])
  })

  it('that have expired do not overwrite a newer value', async () => {
    const fleet = createCredentialFleet(async (count) => {
      if (count === 1) await fleet.clock.sleep(6_000)
      return forTwoHours(`v${count}`)
    })
    const late = fleet.open(fleet.stopped()).get()
    await turn()
    fleet.clock.advance(5_000)
    expect(await fleet.finish(fleet.open().get())).toBe('v2')
    fleet.clock.advance(2_000)
    expect(await fleet.finish(late)).toBe('v1')
    expect(await fleet.open().get()).toBe('v2')
  })
})

describe('wrong clocks', () => {
  it.each([-15, 15])('jumping by %i minutes change nothing in a running process', async (minutes) => {
    const fleet = createCredentialFleet()
    const cache = fleet.open()
    await cache.get()
    fleet.clock.jump(minutes * MINUTE)
    fleet.clock.advance(100 * MINUTE)
    expect(await cache.get()).toBe('v1')
    fleet.clock.advance(20 * MINUTE)
    expect(await fleet.finish(cache.get())).toBe('v2')
  })

  it.each([-15, 15])('off by %i minutes at the next start never use a dead value', async (minutes) => {
    const fleet = createCredentialFleet()
    await fleet.open().get()
    fleet.clock.jump(minutes * MINUTE)
    fleet.clock.advance(119.5 * MINUTE)
    expect(await fleet.finish(fleet.open().get())).toBe('v2')
  })

  it.each([
    [-15, 0],
    [15, 0],
    [0, -15],
    [0, 15],
  ])('off by %i minutes in the writer and %i in the reader lengthen no life', async (writer, reader) => {
    const fleet = createCredentialFleet()
    await fleet.open(fleet.wrong(writer * MINUTE)).get()
    fleet.clock.advance(20 * MINUTE)
    const cache = fleet.open(fleet.wrong(reader * MINUTE))
    await fleet.finish(cache.get())
    fleet.clock.advance(99.5 * MINUTE)
    expect(await fleet.finish(cache.get())).not.toBe('v1')
  })
})
