import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'
import type { Finding } from '../report.ts'
import type { Company } from './company.ts'
import type { SyncReport } from './sync-process.ts'

/** WeCom's limit of 150,000 calls an hour (doc 90312). */
const ALLOWED_PER_SECOND = 150_000 / 3_600
const MAX_RSS_MB = 300
const KILLED_AT = 0.4
const program = fileURLToPath(new URL('./sync-process.ts', import.meta.url))

/**
 * Syncs the whole company as fast as possible; the first process is killed on the way.
 *
 * @param withoutDatabase pages per second without a database
 */
export async function syncRuns(
  name: string, company: Company, place: SqlDatabaseOptions, withoutDatabase: number,
): Promise<Finding[]> {
  const stores = { NUXT_DATA_DIR: place.folder, NUXT_DATABASE_URL: place.databaseUrl ?? '' }
  const env = { ...process.env, ...company.environment, ...stores }
  const askedBefore = await company.pagesAsked()

  /** @returns its last report */
  async function run(killedAt: number): Promise<SyncReport> {
    const child = fork(program, ['Infinity'], { env })
    let last: SyncReport | undefined
    child.on('message', (report: SyncReport) => {
      last = report
      if ((report.progress?.customers ?? 0) >= killedAt * company.relations) child.kill('SIGKILL')
    })
    await once(child, 'exit')
    if (!last) throw new Error('The sync ended without a report')
    return last
  }

  const killed = await run(KILLED_AT)
  const rest = await run(Infinity)
  const asked = await company.pagesAsked() - askedBefore
  const { progress, complete } = rest
  const { pages = 0, customers = 0 } = progress ?? {}
  const links = await countLinks(place)

  const ms = killed.ms + rest.ms
  const pagesPerSecond = pages / ms * 1_000
  const computed = Math.round((killed.cpuMs + rest.cpuMs) / ms * 100)
  const rss = Math.round(Math.max(killed.maxRssMb, rest.maxRssMb))
  const share = Math.round(pagesPerSecond / withoutDatabase * 100)
  const isWhole = links.rows === company.links && links.accounts === company.links && customers === company.relations
  const speed = `${pagesPerSecond.toFixed(1)} pages/s, ${Math.round(customers / ms * 1_000)} customers/s`
  const found = `${links.rows} links of ${links.accounts} customers (expected ${company.links})`
  return [
    {
      promise: `${name}: faster than WeCom allows (${ALLOWED_PER_SECOND.toFixed(1)} pages/s)`,
      measured: `${speed}; ${share}% of the speed without a database, computing ${computed}% of the time`,
      kept: complete && pagesPerSecond >= ALLOWED_PER_SECOND,
    },
    {
      promise: `${name}: killed on the way, 0 lost and 0 doubled`,
      measured: `killed after ${killed.progress?.customers} customers; ${found}, `
        + `${customers} counted (${company.relations}); ${asked} pages requested (${pages} needed)`,
      kept: complete && !killed.complete && isWhole && asked <= pages + 2,
    },
    { promise: `${name}: memory at most ${MAX_RSS_MB} MB`, measured: `${rss} MB`, kept: rss <= MAX_RSS_MB },
  ]
}

async function countLinks(place: SqlDatabaseOptions): Promise<{ rows: number, accounts: number }> {
  const database = openSqlDatabase(place)
  const { rows, accounts } = await database.run(query => query.selectFrom('identityLink').select(({ fn }) => [
    fn.countAll().as('rows'), fn.count('accountId').distinct().as('accounts'),
  ]).executeTakeFirstOrThrow())
  await database.close()
  return { rows: Number(rows), accounts: Number(accounts) }
}
