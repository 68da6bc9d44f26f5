import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { MIGRATIONS } from './migrations.ts'
import type { Schema } from './schema.ts'

/** An arbitrary number, the same in every process. */
const LOCK_ID = 3_853_314

/**
 * Brings the schema up to date. When several processes start at once, one does the work and the others wait for it. In
 * SQLite a transaction begins with the write lock; PostgreSQL has a lock for the length of a transaction. Where nothing
 * is to be done, an account of PostgreSQL needs no right to change tables.
 */
export async function migrate(database: Kysely<Schema>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  if (dialect === 'postgres' && await isUpToDate(database)) return
  await database.transaction().execute(async (transaction) => {
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK_ID})`.execute(transaction)
    await transaction.schema.createTable('schemaMigration').ifNotExists()
      .addColumn('name', 'text', column => column.primaryKey()).execute()
    const done = await transaction.selectFrom('schemaMigration').select('name').execute()
    for (const [name, apply] of Object.entries(MIGRATIONS)) {
      if (done.some(row => row.name === name)) continue
      await apply(transaction.schema)
      await transaction.insertInto('schemaMigration').values({ name }).execute()
    }
  })
}

async function isUpToDate(database: Kysely<Schema>): Promise<boolean> {
  const { rows: [table] } = await sql`select 1 where to_regclass('schema_migration') is not null`.execute(database)
  if (!table) return false
  const done = await database.selectFrom('schemaMigration').select('name').execute()
  return Object.keys(MIGRATIONS).every(name => done.some(row => row.name === name))
}
