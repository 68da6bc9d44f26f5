import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'

const script = fileURLToPath(new URL('./sql-process-main.ts', import.meta.url))

/** The work of a separate process: it opens a database and adds 1 to `lastSeenAt` of the only link, so many times. */
export interface SqlTask {
  place: SqlDatabaseOptions
  increments: number
}

/** Runs a task in several processes at once. @returns the migrations that each of them saw; rejects when one fails */
export async function inProcesses(count: number, task: SqlTask): Promise<string[][]> {
  const run = promisify(execFile)
  const runs = Array.from({ length: count }, () => run(process.execPath, [script, JSON.stringify(task)]))
  return (await Promise.all(runs)).map(({ stdout }) => JSON.parse(stdout) as string[])
}
