// npm run bench:audit: what the audit costs and keeps: one row, four processes on one chain, a process that is killed,
// and a check of a million rows. Takes about eight minutes; the exit code is 1 when a promise is broken.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { createAuditLog } from '../server/audit/audit-log.ts'
import { verifyAudit } from '../server/audit/verify.ts'
import type { AuditVerdict } from '../server/audit/verify.ts'
import { openSqlDatabase } from '../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../server/storage/sql/sql-database.ts'
import { entry, openTestAudit } from '../test/support/audit-entries.ts'
import { spawnAuditProcess } from '../test/support/audit-process.ts'
import { startPostgresServer } from '../test/support/postgres-server.ts'
import { lossByKill } from './audit/loss-by-kill.ts'
import { percentile } from './percentile.ts'
import { report } from './report.ts'
import type { Finding } from './report.ts'

const ROWS_AT_ONCE = 1_000
const SINGLE = 1_000
const PROCESSES = 4
/** What kill -9 may lose at most, milliseconds. */
const MOST_LOST_MS = 1_000
/** For a check of all rows, milliseconds. */
const MOST_CHECK_MS = 10_000
const corpId = 'wwBench'

const { values } = parseArgs({ options: {
  rows: { type: 'string', default: '1000000' }, of: { type: 'string', default: '10000' },
} })
const say = (text: string) => void process.stdout.write(`${text}\n`)
const seconds = (since: number) => `${((performance.now() - since) / 1_000).toFixed(1)} s`

/** A row each second. Every second row is a view, whose count has a code of its own. */
const mixed = (i: number) => entry({
  action: i % 2 ? 'view_customer' : 'reveal_mobiles',
  actor: `member${i % 500}`,
  subject: `wm${i}`,
  at: 1_764_000_000_000 + i * 1_000,
})

async function measure(name: string, place: SqlDatabaseOptions): Promise<Finding[]> {
  const database = openSqlDatabase(place)
  const audit = openTestAudit(database, corpId)
  const log = createAuditLog({
    database, corpId, openKeys: audit.openKeys, print: () => {}, now: Date.now,
    onFailure: () => {}, onSuccess: () => {},
  })
  const times: number[] = []
  for (let i = 0; i < SINGLE; i++) {
    const since = performance.now()
    await log.before(entry({ action: 'reveal_mobiles', subject: `wm${i}` }))
    times.push(performance.now() - since)
  }
  const [median, p99] = [0.5, 0.99].map(share => percentile(times, share).toFixed(2))
  say(`${name}: one row before an answer: median ${median} ms, p99 ${p99} ms`)

  const together = performance.now()
  const task = { place, corpId, rows: Number(values.of), atOnce: 1 }
  const processes = Array.from({ length: PROCESSES }, (_, i) => spawnAuditProcess({ ...task, actor: `process${i}` }))
  await Promise.all(processes.map(({ ended }) => ended))
  say(`${name}: ${PROCESSES} processes x ${values.of} rows, one transaction each: ${seconds(together)}`)

  const check = async () => verifyAudit({ database, corpId, keys: await audit.openKeys() })
  const written = await check()
  const lostMs = [await lossByKill(database, place, corpId), await lossByKill(database, place, corpId)]

  const filling = performance.now()
  const total = Number(values.rows) - SINGLE - PROCESSES * Number(values.of)
  for (let i = 0; i < total; i += ROWS_AT_ONCE) {
    await audit.append(...Array.from({ length: Math.min(ROWS_AT_ONCE, total - i) }, (_, row) => mixed(i + row)))
  }
  say(`${name}: the other rows, ${ROWS_AT_ONCE} a transaction: ${seconds(filling)}`)
  const checking = performance.now()
  const whole = await check()
  const checkMs = performance.now() - checking
  await database.close()
  return [
    {
      promise: `${name}: ${PROCESSES} processes x ${values.of} rows are one chain`,
      measured: inWords(written),
      kept: !written.problem && written.rows === SINGLE + PROCESSES * Number(values.of),
    },
    {
      promise: `${name}: kill -9 loses at most the last ${MOST_LOST_MS} ms`,
      measured: `${lostMs.join(' and ')} ms`,
      kept: lostMs.every(ms => ms <= MOST_LOST_MS),
    },
    {
      promise: `${name}: ${values.rows} rows are checked within ${MOST_CHECK_MS / 1_000} s`,
      measured: `${inWords(whole)}, ${(checkMs / 1_000).toFixed(1)} s`,
      kept: !whole.problem && checkMs <= MOST_CHECK_MS,
    },
  ]
}

function inWords({ rows, problem }: AuditVerdict): string {
  return `${rows} rows, ${problem ? `row ${problem.row} is ${problem.kind}` : 'all good'}`
}

const folder = mkdtempSync(join(tmpdir(), 'bench-audit-'))
const findings = await measure('SQLite', { folder })
rmSync(folder, { recursive: true })
const server = await startPostgresServer()
findings.push(...await measure('PostgreSQL', { databaseUrl: await server.createDatabase(), folder: '/nowhere' }))
await server.close()
process.exitCode = report(findings) ? 0 : 1
