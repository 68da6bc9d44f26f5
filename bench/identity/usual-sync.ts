import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CALLS_PER_SECOND } from '../../server/identity/sync/full-sync.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'
import type { Finding } from '../report.ts'
import type { Company } from './company.ts'
import { startLookups } from './lookups.ts'
import type { SyncReport } from './sync-process.ts'

const MAX_P99_MS = 5
const program = fileURLToPath(new URL('./sync-process.ts', import.meta.url))

/** Looks up people in one process while another syncs all customers again, at the rate of a server. */
export async function lookupsMeanwhile(
  name: string, company: Company, place: SqlDatabaseOptions, seconds: number,
): Promise<Finding> {
  const database = openSqlDatabase(place)
  async function lookUp(seconds: number) {
    const lookups = startLookups(database, company.randomUnionId)
    await sleep(seconds * 1_000)
    return lookups.stop()
  }

  const stores = { NUXT_DATA_DIR: place.folder, NUXT_DATABASE_URL: place.databaseUrl ?? '' }
  const env = { ...process.env, ...company.environment, ...stores }
  const child = fork(program, [String(CALLS_PER_SECOND)], { env })
  const gone = once(child, 'exit')
  let pages = 0
  const started = new Promise<void>(resolve => child.on('message', ({ ms, complete, progress }: SyncReport) => {
    if (complete || ms === 0) return
    pages = progress?.pages ?? 0
    if (pages > 0) resolve()
  }))
  await Promise.race([started, gone])
  const before = pages

  const { count, found, p99, emptyP99 } = await lookUp(seconds)
  const synced = pages - before
  child.kill('SIGKILL')
  await gone
  const alone = await lookUp(seconds)
  await database.close()
  return {
    promise: `${name}: lookup by unionid while all are synced again at the usual ${CALLS_PER_SECOND} pages/s, `
      + `p99 at most ${MAX_P99_MS} ms`,
    measured: `p99 ${p99.toFixed(1)} ms of ${count} lookups, ${found} found; ${(synced / seconds).toFixed(1)} pages/s; `
      + `of "select 1" ${emptyP99.toFixed(1)} ms. `
      + `Without a sync: ${alone.p99.toFixed(1)} and ${alone.emptyP99.toFixed(1)} ms`,
    kept: p99 <= MAX_P99_MS && found > 0 && synced > 0,
  }
}
