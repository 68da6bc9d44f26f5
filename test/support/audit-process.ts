import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'

const script = fileURLToPath(new URL('./audit-process-main.ts', import.meta.url))

/** The work of a separate process: it records so many reveals. */
export interface AuditTask {
  place: SqlDatabaseOptions
  corpId: string
  actor: string
  rows: number
  /** Rows of one transaction. */
  atOnce: number
}

/** A process that writes the audit. */
export interface AuditProcess {
  /** How many rows it has written for sure. */
  written: () => number
  kill: () => void
  /** Its exit code; null after a kill. */
  ended: Promise<number | null>
}

export function spawnAuditProcess(task: AuditTask): AuditProcess {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', chunk => output += chunk)
  return {
    // The last line may be incomplete.
    written: () => Number(output.split('\n').at(-2) ?? 0),
    kill: () => void child.kill('SIGKILL'),
    ended: new Promise(resolve => child.once('close', code => resolve(code))),
  }
}
