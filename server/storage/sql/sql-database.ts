import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { CamelCasePlugin, Kysely, sql } from 'kysely'
import type { Transaction } from 'kysely'
import { migrate } from './migrate.ts'
import { isDatabaseOutage } from './outage.ts'
import { createPostgresDialect } from './postgres-dialect.ts'
import type { Schema } from './schema.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'
import { AppError } from '../../errors/app-error.ts'

/** Readers of another process are done within milliseconds. */
const SCRUB_MS = 2_000
const SCRUB_PAUSE_MS = 10

/** What has to last and to be looked up both ways. */
export interface SqlDatabase {
  /**
   * Runs queries, after the schema is up to date.
   *
   * @throws {AppError} store_unavailable when the database cannot be reached
   */
  run<T>(work: (database: Kysely<Schema>) => Promise<T>): Promise<T>
  /**
   * Runs a transaction beside which no other one of the same name runs, in any process: what it reads stays true until it
   * has written.
   *
   * @throws {AppError} store_unavailable when the database cannot be reached
   */
  exclusively<T>(name: string, work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>
  /**
   * Lets deleted rows also disappear from the file beside the database in which SQLite keeps what it writes.
   *
   * @throws {AppError} store_unavailable also when another process reads an old state of the database all the time
   */
  scrub(): Promise<void>
  close(): Promise<void>
}

/** Where it is: PostgreSQL when there is an address, else the file `sidebar.sqlite` in a folder. */
export interface SqlDatabaseOptions {
  databaseUrl?: string
  folder: string
}

/** @throws at once when the SQLite file cannot be opened; PostgreSQL is first asked by the first query */
export function openSqlDatabase({ databaseUrl, folder }: SqlDatabaseOptions): SqlDatabase {
  const dialect = databaseUrl ? createPostgresDialect(databaseUrl) : createSqliteDialect(join(folder, 'sidebar.sqlite'))
  const database = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] })
  let migrated: Promise<void> | undefined

  function ready(): Promise<void> {
    migrated ??= migrate(database, databaseUrl ? 'postgres' : 'sqlite').catch((error: unknown) => {
      migrated = undefined
      throw error
    })
    return migrated
  }

  async function run<T>(work: (database: Kysely<Schema>) => Promise<T>): Promise<T> {
    try {
      await ready()
      return await work(database)
    }
    catch (error) {
      throw isDatabaseOutage(error) ? new AppError('store_unavailable') : error
    }
  }

  return {
    run,
    exclusively: (name, work) => run(query => query.transaction().execute(async (transaction) => {
      // SQLite's transactions begin with the lock of the whole file.
      if (databaseUrl) await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(transaction)
      return work(transaction)
    })),
    async scrub() {
      if (!databaseUrl) await run(() => emptyLog(database))
    },
    async close() {
      // Kysely closes only what a query has opened.
      await ready().catch(() => {})
      await database.destroy()
    },
  }
}

/** SQLite does not fail while another process reads what the log holds; it only says so. */
async function emptyLog(database: Kysely<Schema>): Promise<void> {
  const deadline = performance.now() + SCRUB_MS
  for (;;) {
    const { rows: [result] } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(database)
    if (result?.busy === 0) return
    if (performance.now() > deadline) throw new AppError('store_unavailable')
    await sleep(SCRUB_PAUSE_MS)
  }
}
