import { describe, expect, it } from 'vitest'
import { createErasures } from '../../../server/customer/erasures.ts'
import { createRecentCustomers } from '../../../server/customer/recent-customers.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const DAY = 24 * 60 * 60_000

function setUp(change: Partial<ReturnType<typeof createMemoryStore>> = {}) {
  const clock = createManualClock()
  const store = { ...createMemoryStore(clock.monotonic), ...change }
  const vault = createPlainVault(store)
  const erasures = createErasures(vault, clock.wall)
  const failures: unknown[] = []
  const recent = createRecentCustomers({ vault, erasures, now: clock.wall, onFailure: error => failures.push(error) })
  async function open(userId: string, ...ids: string[]) {
    for (const id of ids) {
      clock.advance(1)
      recent.note(userId, id)
      await recent.settle()
    }
  }
  return { recent, open, erasures, failures, store, advance: clock.advance }
}

describe('customers opened last', () => {
  it('are five different ones, the newest first, separate for each member', async () => {
    const { recent, open } = setUp()
    await open('lin', 'a', 'b', 'c', 'd', 'e', 'f', 'c')
    await open('wang', 'x')
    expect(await recent.of('lin')).toEqual(['c', 'f', 'e', 'd', 'b'])
    expect(await recent.of('wang')).toEqual(['x'])
    expect(await recent.of('zhao')).toEqual([])
  })

  it('are not looked up again for the customer that was noted last, until a minute is over', async () => {
    let reads = 0
    const store = createMemoryStore()
    const { open, advance } = setUp({
      get: (key) => {
        reads++
        return store.get(key)
      },
      set: store.set,
    })
    await open('lin', 'a')
    reads = 0
    await open('lin', 'a', 'a')
    expect(reads).toBe(0)
    advance(60_000)
    await open('lin', 'a')
    expect(reads).toBeGreaterThan(0)
  })

  it('are each removed after thirty days, also when the member opens others in between', async () => {
    const { recent, open, advance } = setUp()
    await open('lin', 'a')
    advance(20 * DAY)
    await open('lin', 'b')
    advance(11 * DAY)
    expect(await recent.of('lin')).toEqual(['b'])
  })

  it('do not include an erased customer until the member opens it again', async () => {
    const { recent, open, erasures, advance, store } = setUp()
    await open('lin', 'a', 'b')
    await erasures.add('a')
    expect(await recent.of('lin')).toEqual(['b'])
    advance(29 * DAY)
    expect(await recent.of('lin')).toEqual(['b'])
    await open('lin', 'c')
    expect(await store.get('recent:lin')).not.toContain('"a"')
    await open('lin', 'a')
    expect(await recent.of('lin')).toEqual(['a', 'c', 'b'])
  })

  it('are empty when the store fails, and the failure is reported', async () => {
    const fail = async () => {
      throw new AppError('store_unavailable')
    }
    const { recent, open, failures } = setUp({ get: fail, set: fail })
    await open('lin', 'a')
    expect(await recent.of('lin')).toEqual([])
    expect(failures).toHaveLength(2)
  })
})
