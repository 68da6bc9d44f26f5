import { setTimeout as sleep } from 'node:timers/promises'
import { forwardProxy } from '../../server/config/forward-proxy.ts'
import type { AppConfig } from '../../server/config/load-config.ts'
import { createCustomerDirectory } from '../../server/identity/sync/customer-directory.ts'
import { createFullSync } from '../../server/identity/sync/full-sync.ts'
import type { FullSync } from '../../server/identity/sync/full-sync.ts'
import { windowsOf } from '../../server/limits/limit-table.ts'
import { createEncryption } from '../../server/storage/encryption.ts'
import { stretch } from '../../server/storage/root-keys.ts'
import { createRedisStore } from '../../server/storage/redis-store.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import { createSqliteStore } from '../../server/storage/sqlite-store.ts'
import { createVault } from '../../server/storage/vault.ts'
import { createTransport } from '../../server/upstream/transport.ts'
import { createWecomClient } from '../../server/wecom/client.ts'

/** The sync of the configured corp. It uses the same stores as the servers, so it shares their credentials. */
export interface OpenSync {
  sync: FullSync
  /**
   * Checks that WeCom answers and knows the app. A running sync retries through outages; a wrong address must fail at
   * once.
   *
   * @throws {AppError | UpstreamRefusedError | UpstreamUnavailableError}
   */
  signOn(): Promise<void>
  close(): Promise<void>
}

/** @throws when a SQLite file cannot be opened; Redis and PostgreSQL connect with the first use */
export function openSync(config: AppConfig, callsPerSecond?: number): OpenSync {
  const { corpId, agentId, agentSecret, wecomApiBase: apiBase, redis, databaseUrl, dataDir } = config
  const clock = { wall: Date.now, monotonic: () => performance.now(), sleep: (ms: number) => sleep(ms) }
  // Before anything connects: it stops this process for longer than a connection may take.
  const roots = stretch(config.sessionPasswords)
  const backend = redis ? createRedisStore(redis) : createSqliteStore(dataDir)
  const vault = createVault(backend, createEncryption(roots, 'store'))
  const database = openSqlDatabase({ databaseUrl, folder: dataDir })
  const wecom = createWecomClient({
    corpId, agentId, agentSecret, apiBase, vault, clock, onRefreshFailure: () => {},
    fetch: createTransport(forwardProxy(process.env)),
    ceiling: windowsOf('wecomCalls', config.limitFactors),
  })
  return {
    sync: createFullSync({ database, directory: createCustomerDirectory(wecom), corpId, clock, callsPerSecond }),
    signOn: async () => void await wecom.credentials.accessToken.get(),
    close: async () => void await Promise.all([backend.close(), database.close()]),
  }
}
