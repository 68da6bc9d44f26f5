import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { createSqliteStore } from '../../../server/storage/sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'sqlite-crash-'))
afterAll(() => rmSync(folder, { recursive: true }))
const writer = fileURLToPath(new URL('../../support/sqlite-writer.ts', import.meta.url))

it('the SQLite store survives a hundred kills in the middle of writing', async () => {
  for (let round = 0; round < 50; round++) {
    const writers = [1, 2].map(() => spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] }))
    await Promise.all(writers.map(child => once(child.stdout, 'data')))
    await sleep(Math.random() * 30)
    const gone = writers.map(child => once(child, 'exit'))
    for (const child of writers) child.kill('SIGKILL')
    await Promise.all(gone)
  }
  const database = new DatabaseSync(join(folder, 'key-value.sqlite'))
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  database.close()

  const store = createSqliteStore(folder)
  for (let i = 0; i < 500; i++) {
    const value = await store.get(`key-${i}`)
    if (value !== undefined) expect(value).toMatch(new RegExp(`^value of ${i} x*$`))
  }
  await store.set('after', 'all', 1_000)
  expect(await store.get('after')).toBe('all')
  await store.close()
}, 120_000)
