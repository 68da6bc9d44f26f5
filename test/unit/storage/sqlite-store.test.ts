import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
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
