import { createEncryption } from '../storage/encryption.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { createOutageShadow } from '../storage/outage-shadow.ts'
import { createRedisStore } from '../storage/redis-store.ts'
import { createSqliteStore } from '../storage/sqlite-store.ts'
import { createVault } from '../storage/vault.ts'
import type { Vault } from '../storage/vault.ts'
import type { AppConfig } from './config.ts'
import { useLog } from './log.ts'

/** How long a process remembers the values it saw last, if Redis goes away. */
const OUTAGE_MEMORY_MS = 15 * 60_000

/** The key-value store of all processes, and what is kept in it. */
export interface Vaults {
  backend: KeyValueStore
  /** Decides about access. During an outage of Redis, what this process does not know is refused. */
  access: Vault
  /** Data that can be fetched again. During an outage of Redis, what this process does not know is absent. */
  refetchable: Vault
  /** Refetchable, too. Its keys name the owner of a credential themselves: apps on one store share a WeChat token. */
  credentials: Vault
}

/** @throws when the SQLite file cannot be opened; Redis is first needed by the first command */
export function openVaults({ corpId, agentId, redisUrl, dataDir, sessionPasswords }: AppConfig): Vaults {
  const backend = redisUrl ? createRedisStore(redisUrl, reportAvailability) : createSqliteStore(dataDir)
  const encryption = createEncryption(sessionPasswords, 'store')
  // Only Redis has outages that pass: a file is there or the disk is broken.
  const surviving = (unknown: 'refused' | 'absent') =>
    redisUrl ? createOutageShadow(backend, { shadowTtlMs: OUTAGE_MEMORY_MS, unknown }) : backend
  // Other apps may use the same Redis: a session of one must not be valid in another.
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
  else useLog().warn({ reason }, 'store cannot be reached: going on with what this process knows')
}
