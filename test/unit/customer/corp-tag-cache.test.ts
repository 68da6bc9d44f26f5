import { describe, expect, it } from 'vitest'
import type { TagGroup } from '../../../shared/types/customer-edit.ts'
import { createCorpTagCache } from '../../../server/customer/corp-tag-cache.ts'
import { createLiveChanges } from '../../support/live-changes.ts'
import { createManualClock } from '../../support/manual-clock.ts'

const library: TagGroup[] = [{ id: 'g1', name: '等级', tags: [{ id: 't1', name: '重要' }] }]

function setUp(answers: (() => Promise<TagGroup[]>)[] = []) {
  let calls = 0
  const clock = createManualClock()
  const changes = createLiveChanges()
  const cache = createCorpTagCache({ fetch: () => (answers[calls++] ?? (async () => library))(), changes, clock })
  return { cache, changes, clock, calls: () => calls }
}

describe('the cached tag library', () => {
  it('is fetched once for concurrent requests, and again after five minutes', async () => {
    const { cache, clock, calls } = setUp()
    expect(await Promise.all([cache.get(), cache.get()])).toEqual([library, library])
    clock.advance(5 * 60_000 - 1)
    await cache.get()
    expect(calls()).toBe(1)
    clock.advance(1)
    await cache.get()
    expect(calls()).toBe(2)
  })

  it('is fetched again after a failure', async () => {
    const { cache, calls } = setUp([() => Promise.reject(new Error('away'))])
    await expect(cache.get()).rejects.toThrow('away')
    expect(await cache.get()).toEqual(library)
    expect(calls()).toBe(2)
  })

  it.each(['tagLibrary', 'unknown'] as const)('is fetched again after %s, and not after others', async (kind) => {
    const { cache, changes, calls } = setUp()
    await cache.get()
    changes.announce({ kind: 'customer', externalUserId: 'wm1' })
    await cache.get()
    expect(calls()).toBe(1)
    changes.announce({ kind })
    await cache.get()
    expect(calls()).toBe(2)
  })
})
