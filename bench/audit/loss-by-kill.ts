import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { SqlDatabase, SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'

const script = fileURLToPath(new URL('./eager-process.ts', import.meta.url))
const LIFE_MS = 3_000

/**
 * Kills a process that records without a pause (kill -9).
 *
 * @returns by how many milliseconds the newest row is older than the last thing that the process recorded
 */
export async function lossByKill(database: SqlDatabase, place: SqlDatabaseOptions, corpId: string): Promise<number> {
  const child = spawn(process.execPath, [script, JSON.stringify({ place, corpId })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', chunk => output += chunk)
  const gone = new Promise<void>(resolve => child.once('close', () => resolve()))
  await new Promise<void>(resolve => child.stdout.once('data', () => resolve()))
  await sleep(LIFE_MS)
  child.kill('SIGKILL')
  await gone
  const newest = await database.run(query => query.selectFrom('auditRow').select(({ fn }) => fn.max('at').as('at'))
    .where('corpId', '=', corpId).where('action', '=', 'sign_out').executeTakeFirstOrThrow())
  return Number(output.split('\n').at(-2)) - Number(newest.at)
}
