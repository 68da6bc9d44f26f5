import { performance } from 'node:perf_hooks'
import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '../errors/app-error.ts'

/** Statements of one caller in the transaction of all. */
type Member = { run: () => void, resolve: () => void, reject: (error: AppError) => void }

/** Statements that share transactions. */
export interface GroupCommit {
  /**
   * Runs statements in the next transaction.
   *
   * @returns what they return, after the commit
   * @throws {AppError} store_unavailable: then nothing of the transaction is written
   */
  run<T>(statements: () => T): Promise<T>
  /** Commits what waits. */
  settle(): void
}

/** How long a transaction waits for more statements, as long as each round of the event loop brings some. */
const MOST_WAIT_MS = 2

/**
 * Statements of successive rounds of the event loop are written in one transaction: locking the file and writing its
 * pages costs more than all of them.
 */
export function createGroupCommit(file: DatabaseSync): GroupCommit {
  return createGroup(file, 'BEGIN IMMEDIATE', MOST_WAIT_MS)
}

/** What is asked in one round is read in one transaction, when the round ends: one lock of the file for all. */
export function createGroupRead(file: DatabaseSync): GroupCommit {
  return createGroup(file, 'BEGIN', 0)
}

function createGroup(file: DatabaseSync, beginning: 'BEGIN' | 'BEGIN IMMEDIATE', mostWaitMs: number): GroupCommit {
  const begin = file.prepare(beginning)
  const end = file.prepare('COMMIT')
  const undo = file.prepare('ROLLBACK')
  let waiting: Member[] = []

  function commit(): void {
    const members = waiting
    waiting = []
    if (members.length === 0) return
    try {
      begin.run()
      for (const { run } of members) run()
      end.run()
    }
    catch {
      members.forEach(({ reject }) => reject(new AppError('store_unavailable')))
      if (file.isOpen && file.isTransaction) undo.run()
      return
    }
    for (const { resolve } of members) resolve()
  }

  function commitUnlessMoreCame(seen: number, deadline: number): void {
    if (waiting.length === seen || performance.now() >= deadline) commit()
    else setImmediate(commitUnlessMoreCame, waiting.length, deadline)
  }

  return {
    run: <T>(statements: () => T) => new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(commitUnlessMoreCame, 0, performance.now() + mostWaitMs)
      let result: T
      waiting.push({ run: () => (result = statements()), resolve: () => resolve(result), reject })
    }),
    settle: commit,
  }
}
