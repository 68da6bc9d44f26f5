import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createSqliteStore } from '../../../server/storage/sqlite-store.ts'
import { coded } from '../../support/coded.ts'
import { describeKeyValueStore, inSimulatedTime } from './key-value-store.contract.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-store-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

describeKeyValueStore('sqlite', inSimulatedTime(now => createSqliteStore(newFolder(), now)))

describe('sqlite store', () => {
  it('keeps values over a restart', async () => {
    const folder = newFolder()
    const first = createSqliteStore(folder)
    await first.set('a', '1', 60_000)
    await first.close()
    const second = createSqliteStore(folder)
    expect(await second.get('a')).toBe('1')
    await second.close()
  })

  it.each([
    ['over a restart', true], ['while it runs', false],
  ])('extends no lifetime when the clock is set back %s', async (_, restarts) => {
    // The next round of the event loop is no matter of time.
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const folder = newFolder()
    const before = createSqliteStore(folder)
    await before.set('ten minutes', '1', 10 * 60_000)
    await before.set('an hour', '1', 60 * 60_000)
    const use = async (store: KeyValueStore) =>
      (await store.use('limit', { limit: 1, windowMs: 10 * 60_000 })).granted
    expect(await use(before)).toBe(true)
    vi.advanceTimersByTime(5 * 60_000)
    // A process that was killed has no timers.
    if (restarts) vi.clearAllTimers()
    vi.setSystemTime(Date.now() - 15 * 60_000)
    const store = restarts ? createSqliteStore(folder) : before
    // The store checks the clock when it opens and once a minute.
    if (!restarts) vi.advanceTimersByTime(60_000)
    expect(await use(store)).toBe(false)
    const { ttlMs } = (await store.entry('an hour'))!
    expect(ttlMs).toBeLessThanOrEqual(55 * 60_000)
    expect(ttlMs).toBeGreaterThanOrEqual(54 * 60_000)
    vi.advanceTimersByTime(5 * 60_000)
    expect(await store.get('ten minutes')).toBeUndefined()
    expect(await use(store)).toBe(true)
    await store.close()
  })

  it('serves two connections of one file', async () => {
    const folder = newFolder()
    const [one, two] = [createSqliteStore(folder), createSqliteStore(folder)]
    await one.set('a', '1', 60_000)
    expect(await two.take('a')).toBe('1')
    expect(await one.get('a')).toBeUndefined()
    await one.close()
    await two.close()
  })

  it('deletes what has expired within a minute, and when it opens', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const folder = newFolder()
    const rows = () => {
      const file = new DatabaseSync(join(folder, 'key-value.sqlite'))
      const counts = ['key_value', 'limited_use', 'journal'].map(table =>
        file.prepare(`SELECT count(*) AS count FROM ${table}`).get()!.count)
      file.close()
      return counts
    }
    async function fill(store: KeyValueStore) {
      await store.set('a', '1', 10_000)
      await store.use('limit', { limit: 1, windowMs: 10_000 })
      await store.append('changes', 'text', 10_000)
    }
    const store = createSqliteStore(folder)
    await fill(store)
    expect(rows()).toEqual([1, 1, 1])
    vi.advanceTimersByTime(60_000)
    expect(rows()).toEqual([0, 0, 0])
    await fill(store)
    await store.close()
    vi.advanceTimersByTime(60_000)
    expect(rows()).toEqual([1, 1, 1])
    await createSqliteStore(folder).close()
    expect(rows()).toEqual([0, 0, 0])
  })

  it('forgets used items whose date is no longer near, and goes on after one that it cannot write', async () => {
    const folder = newFolder()
    const store = createSqliteStore(folder)
    const use = (id: string, now: number) => store.useOnce('requests', { id, datedAt: now, now, toleranceMs: 1_000 })
    await use('begin', 9_000)
    expect((await use('first', 10_000)).granted).toBe(true)
    await expect(use('x', Number.NaN)).rejects.toEqual(coded('store_unavailable'))
    expect((await use('second', 20_000)).granted).toBe(true)
    const file = new DatabaseSync(join(folder, 'key-value.sqlite'))
    expect(file.prepare('SELECT id FROM used_once WHERE id <> \'\'').all()).toEqual([{ id: 'second' }])
    file.close()
    await store.close()
  })

  it('is unavailable when its file cannot be used', async () => {
    const store = createSqliteStore(newFolder())
    await store.close()
    const item = { id: 'x', datedAt: 1, now: 1, toleranceMs: 1 }
    await Promise.all([
      store.get('a'), store.set('a', '1', 1), store.use('a', { limit: 1, windowMs: 1 }), store.useOnce('a', item),
      store.acquire('a', 1), store.append('a', 'text', 1),
    ].map(work => expect(work).rejects.toEqual(coded('store_unavailable'))))
  })

  it('is readable by its owner only', async () => {
    const folder = join(newFolder(), 'nested')
    const store = createSqliteStore(folder)
    expect(statSync(folder).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'key-value.sqlite')).mode & 0o077).toBe(0)
    await store.close()
  })
})
