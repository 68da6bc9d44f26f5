import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { isBusy, openSqliteFile } from '../../../server/storage/sqlite-file.ts'

const PROCESSES = 4
const FILES = 100
const opener = fileURLToPath(new URL('../../support/sqlite-opener.ts', import.meta.url))

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-file-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

it('is opened by several processes at once, one of which creates it', async () => {
  const folder = createFolder()
  const execArgv = ['--disable-warning=ExperimentalWarning']
  const processes = Array.from({ length: PROCESSES }, () => fork(opener, { execArgv }))
  onTestFinished(() => processes.forEach(each => void each.kill()))
  await Promise.all(processes.map(each => once(each, 'message')))
  for (let i = 0; i < FILES; i++) {
    const answers = await Promise.all(processes.map((each) => {
      const answer = once(each, 'message')
      each.send(join(folder, `${i}.sqlite`))
      return answer
    }))
    expect(answers.map(([answer]) => answer)).toEqual(Array.from({ length: PROCESSES }, () => ({})))
  }
}, 120_000)

it('is readable by its owner only, and so is the folder it creates', () => {
  const path = join(createFolder(), 'new', 'a.sqlite')
  openSqliteFile(path, 0, () => {}).close()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
})

it('waits long for other processes while it opens, and then as long as asked', () => {
  const timeoutOf = (database: DatabaseSync) => database.prepare('PRAGMA busy_timeout').get()!.timeout
  let atOpening: unknown
  const database = openSqliteFile(join(createFolder(), 'a.sqlite'), 123, (opening) => {
    atOpening = timeoutOf(opening)
  })
  expect([atOpening, timeoutOf(database)]).toEqual([15_000, 123])
  database.close()
})

it('that is no SQLite file is refused at once, with what to do', () => {
  const path = join(createFolder(), 'a.sqlite')
  writeFileSync(path, 'rubbish '.repeat(1_000))
  expect(() => openSqliteFile(path, 0, () => {})).toThrow('a.sqlite (26): it is no SQLite file')
})

it('is busy only by the code of SQLite for that', () => {
  const failed = (errcode: number) => Object.assign(new Error('failed'), { errcode })
  expect([failed(5), failed(5 | 1 << 8)].every(isBusy)).toBe(true)
  expect([failed(6), failed(8), new Error('5'), { errcode: 5 }, undefined].some(isBusy)).toBe(false)
})
