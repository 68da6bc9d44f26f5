import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createSqliteStore } from '../../../server/storage/sqlite-store.ts'
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

  it('is readable by its owner only', async () => {
    const folder = join(newFolder(), 'nested')
    const store = createSqliteStore(folder)
    expect(statSync(folder).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'key-value.sqlite')).mode & 0o077).toBe(0)
    await store.close()
  })
})
