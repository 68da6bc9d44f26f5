import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { describeWithPostgres, startPostgresServer } from '../../../support/postgres-server.ts'
import type { PostgresServer } from '../../../support/postgres-server.ts'
import { describeFullSync } from './full-sync.contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'full-sync-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeFullSync('SQLite', () => ({ folder }))

describeWithPostgres('PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgresServer()
  }, 30_000)
  afterAll(() => server.close())

  describeFullSync('PostgreSQL', async () => ({ databaseUrl: await server.createDatabase(), folder: '/nowhere' }))
})
