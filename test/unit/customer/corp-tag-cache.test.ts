import { describe, expect, it } from 'vitest'
import type { TagGroup } from '../../../shared/types/customer-edit.ts'
import { createCorpTagCache } from '../../../server/customer/corp-tag-cache.ts'
import { createManualClock } from '../../support/manual-clock.ts'

const library: TagGroup[] = [{ id: 'g1', name: '等级', tags: [{ id: 't1', name: '重要' }] }]

function setUp(answers: (() => Promise<TagGroup[]>)[] = []) {
  let calls = 0
  const clock = createManualClock()
  const cache = createCorpTagCache(() => (answers[calls++] ?? (async () => library))(), clock)
  return { cache, clock, calls: () => calls }
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

  it('is fetched again after forget', async () => {
    const { cache, calls } = setUp()
    await cache.get()
    cache.forget()
    await cache.get()
    expect(calls()).toBe(2)
  })
})
