import { describe, expect, it } from 'vitest'
import { createErasures } from '../../../server/customer/erasures.ts'
import { createRecentCustomers } from '../../../server/customer/recent-customers.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { AppError } from '../../../server/errors/app-error.ts'
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
  it('are five, each once, the newest first, for each member alone', async () => {
    const { recent, open } = setUp()
    await open('lin', 'a', 'b', 'c', 'd', 'e', 'f', 'c')
    await open('wang', 'x')
    expect(await recent.of('lin')).toEqual(['c', 'f', 'e', 'd', 'b'])
    expect(await recent.of('wang')).toEqual(['x'])
    expect(await recent.of('nobody')).toEqual([])
  })

  it('are forgotten one by one after thirty days, though others are opened meanwhile', async () => {
    const { recent, open, advance } = setUp()
    await open('lin', 'a')
    advance(20 * DAY)
    await open('lin', 'b')
    advance(11 * DAY)
    expect(await recent.of('lin')).toEqual(['b'])
  })

  it('leave out who was erased, until opened again, and for good', async () => {
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

  it('cost nobody an answer when they cannot be kept or read', async () => {
    const fail = async () => {
      throw new AppError('store_unavailable')
    }
    const { recent, open, failures } = setUp({ get: fail, set: fail })
    await open('lin', 'a')
    expect(await recent.of('lin')).toEqual([])
    expect(failures).toHaveLength(2)
  })
})
