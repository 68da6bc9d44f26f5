import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { describeWithPostgres, startPostgresServer } from '../../support/postgres-server.ts'
import type { PostgresServer } from '../../support/postgres-server.ts'
import { describeChanges } from './changes.contract.ts'
import { describeIdentities } from './identities.contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'identities-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeIdentities('SQLite', () => ({ folder }), 200)
describeChanges('SQLite', () => ({ folder }))

describeWithPostgres('PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgresServer()
  }, 30_000)
  afterAll(() => server.close())

  const place = async () => ({ databaseUrl: await server.createDatabase(), folder: '/nowhere' })
  // The same statements, and each is a round trip.
  describeIdentities('PostgreSQL', place, 40)
  describeChanges('PostgreSQL', place)
})
