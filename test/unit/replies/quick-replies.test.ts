import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { describeWithPostgres, startPostgresServer } from '../../support/postgres-server.ts'
import type { PostgresServer } from '../../support/postgres-server.ts'
import { describeQuickReplies } from './quick-replies.contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'quick-replies-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeQuickReplies('SQLite', () => ({ folder }))

describeWithPostgres('PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgresServer()
  }, 30_000)
  afterAll(() => server.close())

  describeQuickReplies('PostgreSQL', async () => ({ databaseUrl: await server.createDatabase(), folder: '/nowhere' }))
})
