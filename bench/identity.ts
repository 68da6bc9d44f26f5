// npm run bench:identity [-- --customers <n>] [--seconds <n>]: the promises about the full sync and the identity graph,
// measured on the simulator, SQLite and a real PostgreSQL. The exit code tells whether all held.
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgresServer } from '../test/support/postgres-server.ts'
import { startCompany } from './identity/company.ts'
import { sameGraph } from './identity/same-graph.ts'
import { syncRuns } from './identity/sync-runs.ts'
import { lookupsMeanwhile } from './identity/usual-sync.ts'
import { pagesWithoutDatabase } from './identity/without-database.ts'
import { report } from './report.ts'
import type { Finding } from './report.ts'

const { values } = parseArgs({ options: {
  customers: { type: 'string', default: '1000000' },
  /** How long two processes write the same links, and how long people are looked up during a sync. */
  seconds: { type: 'string', default: '60' },
} })
const [customers, seconds] = [Number(values.customers), Number(values.seconds)]

const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-bench-'))
const postgres = await startPostgresServer()
const company = await startCompany(customers)
const findings: Finding[] = []

try {
  const withoutDatabase = await pagesWithoutDatabase(company.environment)
  console.log(`… ${customers.toLocaleString('en')} customers; ${withoutDatabase.toFixed(1)} pages/s without a database`)
  const sqlite = (name: string) => ({ folder: join(folder, name) })
  const inPostgres = async () => ({ folder: join(folder, 'postgres'), databaseUrl: await postgres.createDatabase() })
  for (const [name, forSync, forGraph] of [
    ['SQLite', sqlite('sync'), sqlite('graph')],
    ['PostgreSQL', await inPostgres(), await inPostgres()],
  ] as const) {
    for (const finding of await syncRuns(name, company, forSync, withoutDatabase)) findings.push(finding)
    findings.push(await lookupsMeanwhile(name, company, forSync, seconds))
    console.log(`… ${name}: synced`)
    findings.push(await sameGraph(name, forGraph, seconds))
    console.log(`… ${name}: written by two`)
  }
}
finally {
  company.close()
  await postgres.close()
  rmSync(folder, { recursive: true })
}

console.log(`\n${customers.toLocaleString('en')} customers, ${availableParallelism()} cores\n`)
process.exitCode = report(findings) ? 0 : 1
