// npm run bench:timeline [-- --rows <n>]: how long the first page of a timeline takes, of a person with 100,000 entries
// on several ids. About a minute; the exit code is 1 when a promise is broken.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { openSqlDatabase } from '../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../server/storage/sql/sql-database.ts'
import { TIMELINE_KINDS } from '../shared/timeline-kinds.ts'
import { customer, NOON, openId, seen } from '../test/support/identity-world.ts'
import { startPostgresServer } from '../test/support/postgres-server.ts'
import { createStory } from '../test/support/story-world.ts'
import { percentile } from './percentile.ts'
import { report } from './report.ts'
import type { Finding } from './report.ts'

const ROWS_A_CALL = 1_000
const LOOKS = 500
/** Milliseconds, of 99 in 100 looks. */
const MOST_MS = 20
/** Of the person: one customer, and users of four apps. */
const ACCOUNTS = [customer('wm1'), ...['a', 'b', 'c', 'd'].map(id => openId(id))]

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } })

async function measure(name: string, place: SqlDatabaseOptions): Promise<Finding[]> {
  const database = openSqlDatabase(place)
  const since = NOON / 1_000 - 400 * 24 * 3_600
  const followers = Array.from({ length: 50 }, (_, i) =>
    ({ userId: `member${i}`, createTime: since + i, addWay: 1, operUserId: 'wm1' }))
  const story = createStory(database, followers)
  await story.identities.record(ACCOUNTS.map(account => seen(account, 'u1')))
  for (let row = 0; row < Number(values.rows); row += ROWS_A_CALL) {
    await story.own.report(Array.from({ length: ROWS_A_CALL }, (_, i) => ({
      id: `${row + i}`, at: NOON - (row + i) * 60_000, text: `order ${row + i}`,
      about: ACCOUNTS[(row + i) % ACCOUNTS.length]!,
    })), 'api-key:crm')
  }
  for (let i = 0; i < 20; i++) await story.notes.add('lin', 'wm1', { text: `note ${i}`, visibility: 'followers' })
  const findings: Finding[] = []
  for (const kind of [undefined, ...TIMELINE_KINDS]) {
    const times: number[] = []
    for (let look = 0; look < LOOKS; look++) {
      const start = performance.now()
      await story.timeline.page('lin', 'wm1', { kind })
      times.push(performance.now() - start)
    }
    const [median, p99] = [percentile(times, 0.5), percentile(times, 0.99)]
    findings.push({
      promise: `${name}, ${values.rows} entries: first page, ${kind ?? 'all kinds'}: p99 at most ${MOST_MS} ms`,
      measured: `median ${median.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
      kept: p99 <= MOST_MS,
    })
  }
  await database.close()
  return findings
}

const folder = mkdtempSync(join(tmpdir(), 'bench-timeline-'))
const postgres = await startPostgresServer()
try {
  const findings = [
    ...await measure('SQLite', { folder }),
    ...await measure('PostgreSQL', { databaseUrl: await postgres.createDatabase(), folder }),
  ]
  process.exitCode = report(findings) ? 0 : 1
}
finally {
  await postgres.close()
  rmSync(folder, { recursive: true })
}
