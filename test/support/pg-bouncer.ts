import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findProgram, PGBOUNCER, POSTGRES } from '../../scripts/lib/system-program.mjs'
import { describeWithPrograms } from './describe-with-programs.ts'
import { eventually } from './eventually.ts'
import { freePort } from './free-port.ts'
import { ownerOfServers, USER } from './postgres-server.ts'

/** A PgBouncer before the PostgreSQL of a test. */
export interface PgBouncer {
  /** @returns the address of the same database through the pooler */
  through: (databaseUrl: string) => string
  close: () => Promise<void>
}

/** `describe` for tests that need PostgreSQL and PgBouncer. */
export function describeWithPgBouncer(name: string, define: () => void): void {
  describeWithPrograms([POSTGRES, PGBOUNCER], name, define)
}

/** @param settings lines of pgbouncer.ini */
export async function startPgBouncer(postgresPort: number, settings: string[]): Promise<PgBouncer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-pgbouncer-'))
  chmodSync(folder, 0o755)
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(file, [
    '[databases]', `* = host=127.0.0.1 port=${postgresPort} user=${USER}`,
    '[pgbouncer]', 'listen_addr=127.0.0.1', `listen_port=${port}`, 'unix_socket_dir=', 'auth_type=any', ...settings,
  ].join('\n'))
  const child = spawn(findProgram(PGBOUNCER, process.env)!, [file], { ...ownerOfServers(), stdio: 'ignore' })
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const through = (databaseUrl: string) => Object.assign(new URL(databaseUrl), { port }).href
  await eventually(async () => {
    const client = new pg.Client({ connectionString: through(`postgres://${USER}@127.0.0.1:1/postgres`) })
    await client.connect()
    await client.end()
  })
  return {
    through,
    async close() {
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true })
    },
  }
}
