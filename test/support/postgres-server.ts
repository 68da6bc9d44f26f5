import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findProgram, missing, POSTGRES } from '../../scripts/lib/system-program.mjs'
import type { Certificate } from './certificate.ts'
import { describeWithPrograms } from './describe-with-programs.ts'
import { freePort } from './free-port.ts'

const START_TIMEOUT_MS = 20_000
/** The administrator, who needs no password. */
export const USER = 'tester'
/** Debian's user "nobody": PostgreSQL and PgBouncer refuse to run as root. */
const NOBODY = 65_534

/** A private PostgreSQL on a free port of this machine, for one test. */
export interface PostgresServer {
  port: number
  /** Creates an empty database. @returns its address */
  createDatabase: () => Promise<string>
  /** Runs a statement as the administrator. */
  execute: (statement: string) => Promise<void>
  /** Kills the server, as in a crash. */
  kill: () => Promise<void>
  close: () => Promise<void>
}

/** `describe` for tests that need a real PostgreSQL. */
export function describeWithPostgres(name: string, define: () => void): void {
  describeWithPrograms([POSTGRES], name, define)
}

/** @returns the user of a server's process, where a server refuses to run as ours */
export function ownerOfServers(): { uid?: number, gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}

/**
 * @param certificate switches TLS on
 * @throws when there is no PostgreSQL, or it does not start
 */
export async function startPostgresServer(certificate?: Certificate): Promise<PostgresServer> {
  const program = findProgram(POSTGRES, process.env)
  if (!program) throw new Error(missing(POSTGRES))
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-postgres-'))
  const user = ownerOfServers()
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!)

  const initdb = join(dirname(realpathSync(program)), 'initdb')
  const made = spawnSync(
    initdb,
    ['-D', folder, '-U', USER, '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'],
    { ...user, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr ?? made.error?.message}`)

  /** PostgreSQL reads only a key of its own. */
  function tlsSettings({ certificate: file, key }: Certificate): string[] {
    const ownKey = join(folder, 'server.key')
    copyFileSync(key, ownKey)
    chmodSync(ownKey, 0o600)
    if (user.uid !== undefined) chownSync(ownKey, user.uid, user.gid!)
    return ['-c', 'ssl=on', '-c', `ssl_cert_file=${file}`, '-c', `ssl_key_file=${ownKey}`]
  }

  const port = await freePort()
  const settings = [
    '-D', folder, '-h', '127.0.0.1', '-p', String(port), '-F', '-c', 'unix_socket_directories=', '-c',
    'max_connections=200', ...certificate ? tlsSettings(certificate) : [],
  ]
  const child = spawn(program, settings, { ...user, stdio: 'ignore' })
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const addressOf = (database: string) => `postgres://${USER}@127.0.0.1:${port}/${database}`

  async function execute(statement: string) {
    const client = new pg.Client({ connectionString: addressOf('postgres') })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  async function end(signal: NodeJS.Signals) {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await gone
  }

  const deadline = Date.now() + START_TIMEOUT_MS
  while (!await execute('select 1').then(() => true, () => false)) {
    if (Date.now() > deadline || child.exitCode !== null) {
      await end('SIGKILL')
      throw new Error(`PostgreSQL did not start on port ${port}`)
    }
    await sleep(50)
  }

  let databases = 0
  return {
    port,
    execute,
    async createDatabase() {
      const name = `test${++databases}`
      await execute(`create database ${name}`)
      return addressOf(name)
    },
    kill: () => end('SIGQUIT'),
    async close() {
      await end('SIGQUIT')
      rmSync(folder, { recursive: true })
    },
  }
}
