import { expect, it } from 'vitest'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { describeKeyValueStore, inSimulatedTime } from './key-value-store.contract.ts'

describeKeyValueStore('memory', inSimulatedTime(createMemoryStore))

it('reads the clock of the process, and forgets everything when it is closed', async () => {
  const store = createMemoryStore()
  const item = { id: 'x', datedAt: 1_000, now: 1_000, toleranceMs: 100 }
  await store.set('a', '1', 60_000)
  await store.use('limit', { limit: 1, windowMs: 60_000 })
  await store.append('changes', 'text', 60_000)
  await store.useOnce('memory', { ...item, now: 2_000 })
  expect(await store.get('a')).toBe('1')
  expect((await store.use('limit', { limit: 1, windowMs: 60_000 })).granted).toBe(false)
  await store.close()
  expect(await store.get('a')).toBeUndefined()
  expect((await store.use('limit', { limit: 1, windowMs: 60_000 })).granted).toBe(true)
  expect(await store.endOf('changes')).toBe('0')
  // A memory that begins anew begins a millisecond after the item.
  expect(await store.useOnce('memory', item)).toEqual({ granted: false, tooEarlyMs: 1 })
})
