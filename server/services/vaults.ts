import { createEncryption } from '../storage/encryption.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { createOutageShadow } from '../storage/outage-shadow.ts'
import { redisFix } from '../storage/redis-advice.ts'
import { createRedisStore } from '../storage/redis-store.ts'
import type { RootKeys } from '../storage/root-keys.ts'
import { createSqliteStore } from '../storage/sqlite-store.ts'
import { createVault } from '../storage/vault.ts'
import type { Vault } from '../storage/vault.ts'
import type { AppConfig } from './config.ts'
import { useLog } from './log.ts'

/** How long a process keeps the values that it read last, for an outage of Redis, milliseconds. */
const OUTAGE_MEMORY_MS = 15 * 60_000

/** The key-value store that all processes share, and its parts. */
export interface Vaults {
  backend: KeyValueStore
  /** Data that decides about access. During an outage of Redis, a key that this process has not read is an error. */
  access: Vault
  /** Data that can be fetched again. During an outage of Redis, a key that this process has not read is absent. */
  refetchable: Vault
  /** Refetchable, too. Its keys contain the owner of the credential: apps on one store share a WeChat token. */
  credentials: Vault
}

/** @throws when the SQLite file cannot be opened. Redis is only connected by the first command */
export function openVaults({ corpId, agentId, redis, dataDir }: AppConfig, roots: RootKeys): Vaults {
  const backend = redis ? createRedisStore(redis, reportAvailability) : createSqliteStore(dataDir)
  const encryption = createEncryption(roots, 'store')
  // Only Redis has outages that end by themselves. A file is there, or the disk is broken.
  const surviving = (unknown: 'refused' | 'absent') =>
    redis ? createOutageShadow(backend, { shadowTtlMs: OUTAGE_MEMORY_MS, unknown }) : backend
  // Several apps may use one Redis: a session of one app must not be valid in another.
  const app = `${corpId}:${agentId}`
  const credentials = createVault(surviving('absent'), encryption)
  return {
    backend,
    access: createVault(surviving('refused'), encryption).part(app),
    refetchable: credentials.part(app),
    credentials,
  }
}

function reportAvailability(available: boolean, reason?: string) {
  if (available) useLog().info('store is back')
  else {
    const fields = { reason, fix: redisFix(reason)?.en }
    useLog().warn(fields, 'store cannot be reached: going on with what this process knows')
  }
}
