import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { forwardProxy } from '../../server/config/forward-proxy.ts'
import type { AppConfig, Environment } from '../../server/config/load-config.ts'
import type { DoctorTools } from '../../server/doctor/context.ts'
import { readProgress } from '../../server/identity/sync/run-state.ts'
import { createProviderFetch } from '../../server/panels/provider-fetch.ts'
import type { KeyValueStore } from '../../server/storage/key-value-store.ts'
import { createRedisStore } from '../../server/storage/redis-store.ts'
import { stretch } from '../../server/storage/root-keys.ts'
import { inspectPostgres } from '../../server/storage/sql/inspect-postgres.ts'
import { MIGRATIONS } from '../../server/storage/sql/migrations.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import { createSqliteStore } from '../../server/storage/sqlite-store.ts'
import { createTransport } from '../../server/upstream/transport.ts'

interface ReadEnvironment {
  config: AppConfig
  plainVariables: string[]
}

/** What the doctor works with in a process of its own. It uses the stores of the servers. */
export function createTools(
  { environment, looseDollars }: { environment: Environment, looseDollars: string[] },
  { config, plainVariables }: ReadEnvironment,
): DoctorTools {
  const roots = stretch(config.sessionPasswords)
  const proxy = forwardProxy(environment)
  let store: KeyValueStore | undefined
  return {
    environment,
    config,
    plainVariables,
    looseDollars,
    roots,
    fetch: createTransport(proxy),
    providerFetch: createProviderFetch(config.panelsAllowPrivate, proxy),
    // A wait keeps the process alive: between two tries, nothing else may do it.
    clock: { wall: Date.now, monotonic: () => performance.now(), sleep: ms => sleep(ms) },
    openStore: () => store ??= config.redis ? createRedisStore(config.redis) : createSqliteStore(config.dataDir),
    progress: () => progressOf(config),
  }
}

/** Opens the database only when that changes nothing: the server itself makes tables. */
async function progressOf({ databaseUrl, dataDir, corpId }: AppConfig) {
  const isUpToDate = databaseUrl ? (await inspectPostgres(databaseUrl)).pending === 0 : hasAllTables(dataDir)
  if (!isUpToDate) return undefined
  const database = openSqlDatabase({ databaseUrl, folder: dataDir })
  try {
    return await database.run(query => readProgress(query, corpId))
  }
  finally {
    await database.close()
  }
}

function hasAllTables(folder: string): boolean {
  const path = join(folder, 'sidebar.sqlite')
  if (!existsSync(path)) return false
  const file = new DatabaseSync(path, { readOnly: true })
  try {
    const rows = file.prepare('SELECT name FROM schema_migration').all()
    return rows.length >= Object.keys(MIGRATIONS).length
  }
  catch {
    return false
  }
  finally {
    file.close()
  }
}
