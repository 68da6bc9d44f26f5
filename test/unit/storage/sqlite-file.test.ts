import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteFile } from '../../../server/storage/sqlite-file.ts'

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
