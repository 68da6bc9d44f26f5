import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import { createGroupCommit, createGroupRead } from '../../../server/storage/sqlite-group-commit.ts'
import { coded } from '../../support/coded.ts'

let file: DatabaseSync
beforeEach(() => {
  file = new DatabaseSync(':memory:')
  file.exec('CREATE TABLE number (value INTEGER NOT NULL)')
})
const insert = (value: number | null) => file.prepare('INSERT INTO number VALUES (?)').run(value).changes
const written = () => file.prepare('SELECT value FROM number').all().map(({ value }) => value)

describe('a group commit', () => {
  it('answers after the commit of all that came in one round', async () => {
    const commit = createGroupCommit(file)
    const first = commit.run(() => insert(1))
    const second = commit.run(() => `${file.isTransaction} ${written().join()}`)
    expect(written()).toEqual([])
    expect(await first).toBe(1)
    expect(file.isTransaction).toBe(false)
    expect(await second).toBe('true 1')
  })

  it('takes in what the next rounds bring, but does not wait for it without end', async () => {
    const commit = createGroupCommit(file)
    const round = () => new Promise(resolve => setImmediate(resolve))
    const first = commit.run(() => insert(1))
    await round()
    expect(written()).toEqual([])
    let isDone = false
    void first.then(() => isDone = true)
    const later: Promise<unknown>[] = []
    while (!isDone) {
      later.push(commit.run(() => insert(2)))
      await round()
    }
    expect(later.length).toBeGreaterThan(1)
    await Promise.all(later)
    expect(written()).toEqual([1, ...later.map(() => 2)])
  })

  it('writes nothing of a transaction in which a statement fails, and goes on with the next one', async () => {
    const commit = createGroupCommit(file)
    const outcomes = await Promise.allSettled([commit.run(() => insert(1)), commit.run(() => insert(null))])
    for (const outcome of outcomes) {
      expect(outcome).toEqual({ status: 'rejected', reason: coded('store_unavailable') })
    }
    expect(written()).toEqual([])
    await commit.run(() => insert(2))
    expect(written()).toEqual([2])
  })

  it('writes what waits when it is settled, and refuses what comes after the file is closed', async () => {
    const commit = createGroupCommit(file)
    const waiting = commit.run(() => insert(1))
    commit.settle()
    expect(written()).toEqual([1])
    expect(await waiting).toBe(1)
    file.close()
    await expect(commit.run(() => 1)).rejects.toEqual(coded('store_unavailable'))
  })
})

describe('a group read', () => {
  it('reads in one transaction what was asked in one round, with what was written before its end', async () => {
    const read = createGroupRead(file)
    const first = read.run(() => written().join())
    const second = read.run(() => `${file.isTransaction} ${written().join()}`)
    insert(1)
    expect(await Promise.all([first, second])).toEqual(['1', 'true 1'])
    expect(file.isTransaction).toBe(false)
  })

  it('does not keep other processes from writing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'group-read-'))
    const path = join(folder, 'shared.sqlite')
    const ours = new DatabaseSync(path)
    ours.exec('PRAGMA journal_mode = WAL; CREATE TABLE number (value INTEGER NOT NULL)')
    const theirs = new DatabaseSync(path)
    const count = () => ours.prepare('SELECT count(*) AS count FROM number').get()!.count
    const counts = await createGroupRead(ours).run(() => {
      const before = count()
      theirs.exec('INSERT INTO number VALUES (1)')
      return [before, count()]
    })
    expect([...counts, count()]).toEqual([0, 0, 1])
    for (const database of [ours, theirs]) database.close()
    rmSync(folder, { recursive: true })
  })
})
