import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'

const script = fileURLToPath(new URL('./sql-process-main.ts', import.meta.url))

/**
 * The task of a separate process: it opens a database, and may also add 1 to the last sighting of the only link, a
 * number of times.
 */
export interface SqlTask {
  place: SqlDatabaseOptions
  increments: number
}

/** Runs a task in several processes at once. @returns the migrations that each of them saw; rejects when one fails */
export async function inProcesses(count: number, task: SqlTask): Promise<string[][]> {
  const runs = Array.from({ length: count }, () =>
    promisify(execFile)(process.execPath, [script, JSON.stringify(task)]),
  )
  return (await Promise.all(runs)).map(({ stdout }) => JSON.parse(stdout) as string[])
}
