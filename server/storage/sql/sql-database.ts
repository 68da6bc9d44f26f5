import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { CamelCasePlugin, Kysely, sql } from 'kysely'
import type { Transaction } from 'kysely'
import { databaseFailureOf } from './database-failure.ts'
import { migrate } from './migrate.ts'
import { createPostgresDialect } from './postgres-dialect.ts'
import type { Schema } from './schema.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'
import { AppError } from '../../errors/app-error.ts'

/** A reader in another process takes milliseconds. */
const SCRUB_MS = 2_000
const SCRUB_PAUSE_MS = 10

/** More work in the transaction of a change: it commits together with the change, or neither does. */
export type Alongside<About extends unknown[] = []> = (
  transaction: Transaction<Schema>, ...about: About
) => Promise<void>

/** Durable data that is queried by unionid and by account. */
export interface SqlDatabase {
  /**
   * Runs queries, after the schema is up to date.
   *
   * @throws {AppError} store_unavailable when the database cannot work now, database_config when it refuses the set-up
   */
  run<T>(work: (database: Kysely<Schema>) => Promise<T>): Promise<T>
  /**
   * Runs a transaction while no other transaction of the same name runs in any process: the rows it reads stay
   * unchanged until it has written.
   *
   * @throws {AppError} as `run`
   */
  exclusively<T>(name: string, work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>
  /**
   * Removes deleted rows from SQLite's write-ahead log, too.
   *
   * @throws {AppError} store_unavailable also when another process keeps reading an old state of the database
   */
  scrub(): Promise<void>
  close(): Promise<void>
}

/** The place of the database: PostgreSQL if there is an address, otherwise the file `sidebar.sqlite` in a folder. */
export interface SqlDatabaseOptions {
  databaseUrl?: string
  folder: string
}

/** @throws at once when the SQLite file cannot be opened; PostgreSQL is connected with the first query */
export function openSqlDatabase({ databaseUrl, folder }: SqlDatabaseOptions): SqlDatabase {
  const dialect = databaseUrl
    ? createPostgresDialect(databaseUrl)
    : createSqliteDialect(join(folder, 'sidebar.sqlite'))
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
      throw databaseFailureOf(error)
    }
  }

  return {
    run,
    exclusively: (name, work) => run(query => query.transaction().execute(async (transaction) => {
      // In SQLite every transaction begins with the write lock of the file.
      if (databaseUrl) await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(transaction)
      return work(transaction)
    })),
    async scrub() {
      if (!databaseUrl) await run(() => emptyLog(database))
    },
    async close() {
      // Kysely closes a database only after a query has opened it.
      await ready().catch(() => {})
      await database.destroy()
    },
  }
}

/** While another process reads from the log, SQLite does not fail; it reports `busy`. */
async function emptyLog(database: Kysely<Schema>): Promise<void> {
  const deadline = performance.now() + SCRUB_MS
  for (;;) {
    const { rows: [result] } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(database)
    if (result?.busy === 0) return
    if (performance.now() > deadline) throw new AppError('store_unavailable')
    await sleep(SCRUB_PAUSE_MS)
  }
}
