import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'
import { describeWithPostgres, startPostgresServer } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'

export type DatabaseName = 'SQLite' | 'PostgreSQL'

/**
 * Runs the same tests on SQLite and, where it is installed, on PostgreSQL.
 *
 * @param define gets `place`, which returns the place of an empty database at each call
 */
export function describeOnEachDatabase(
  define: (name: DatabaseName, place: () => Promise<SqlDatabaseOptions>) => void,
): void {
  describe('SQLite', () => {
    const folders: string[] = []
    afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true })))
    define('SQLite', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'database-'))
      folders.push(folder)
      return { folder }
    })
  })

  describeWithPostgres('PostgreSQL', () => {
    let server: PostgresServer
    beforeAll(async () => {
      server = await startPostgresServer()
    }, 30_000)
    afterAll(() => server.close())
    define('PostgreSQL', async () => ({ databaseUrl: await server.createDatabase(), folder: '/nowhere' }))
  })
}
