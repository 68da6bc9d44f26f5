import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { createSqliteStore } from '../../../server/storage/sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'sqlite-crash-'))
afterAll(() => rmSync(folder, { recursive: true }))
const program = fileURLToPath(new URL('../../support/sqlite-writer.ts', import.meta.url))

/** A process that writes without pause, until it is killed. If it ends by itself, the test fails with its stderr. */
function startWriter() {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lastWords = text(child.stderr)
  const ended = once(child, 'exit').then(async ([, signal]) => {
    if (signal !== 'SIGKILL') throw new Error(`A writer ended by itself: ${await lastWords}`)
  })
  // Callers that wait for it get the error; without one, it must not count as unhandled.
  ended.catch(() => {})
  let said = ''
  child.stdout.on('data', chunk => said += chunk)
  /** Resolves when the process has reached this state. */
  const is = async (doing: 'opening' | 'writing') => {
    while (!said.includes(doing)) await Promise.race([once(child.stdout, 'data'), ended])
  }
  return { is, ended, kill: () => child.kill('SIGKILL') }
}

it('opens a file that another process locks for seconds', async () => {
  await createSqliteStore(folder).close()
  const busy = new DatabaseSync(join(folder, 'key-value.sqlite'))
  busy.exec('BEGIN IMMEDIATE')
  const writer = startWriter()
  await writer.is('opening')
  await sleep(3_000) // longer than a running store waits
  busy.exec('COMMIT')
  busy.close()
  await writer.is('writing')
  writer.kill()
  await writer.ended
})

it('survives a hundred kills in the middle of writing', async () => {
  for (let round = 0; round < 50; round++) {
    const writers = [startWriter(), startWriter()]
    await Promise.all(writers.map(writer => writer.is('writing')))
    await sleep(Math.random() * 30)
    for (const writer of writers) writer.kill()
    await Promise.all(writers.map(writer => writer.ended))
  }
  const database = new DatabaseSync(join(folder, 'key-value.sqlite'))
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  database.close()

  const store = createSqliteStore(folder)
  const values = await Promise.all(Array.from({ length: 500 }, (_, i) => store.get(`key-${i}`)))
  expect(values.filter(value => value !== undefined).length).toBeGreaterThan(0)
  values.forEach((value, i) => {
    if (value !== undefined) expect(value).toMatch(new RegExp(`^value of ${i} x*$`))
  })
  await store.set('after', 'all', 1_000)
  expect(await store.get('after')).toBe('all')
  await store.close()
}, 600_000)
