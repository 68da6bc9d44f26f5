import { checkpointSlot } from '../../server/audit/checkpoint.ts'
import type { Checkpoint } from '../../server/audit/checkpoint.ts'
import { createAuditKeys } from '../../server/audit/keys.ts'
import type { AuditKeys } from '../../server/audit/keys.ts'
import type { AppConfig } from '../../server/config/load-config.ts'
import { createEncryption } from '../../server/storage/encryption.ts'
import { createRedisStore } from '../../server/storage/redis-store.ts'
import { stretch } from '../../server/storage/root-keys.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../server/storage/sql/sql-database.ts'
import { createSqliteStore } from '../../server/storage/sqlite-store.ts'
import { createVault } from '../../server/storage/vault.ts'

/** The audit of the configured corp. */
export interface OpenAudit {
  database: SqlDatabase
  corpId: string
  /** @throws {AppError} audit_key_unreadable, store_unavailable */
  openKeys(): Promise<AuditKeys>
  /** The newest checkpoint that servers keep beside the database. @throws {AppError} store_unavailable */
  keptCheckpoint(): Promise<Checkpoint | undefined>
  close(): Promise<void>
}

/** @throws when a SQLite file cannot be opened; Redis and PostgreSQL connect with the first use */
export function openAudit(config: AppConfig): OpenAudit {
  const { corpId, agentId, databaseUrl, redis, dataDir } = config
  const roots = stretch(config.sessionPasswords)
  const database = openSqlDatabase({ databaseUrl, folder: dataDir })
  const backend = redis ? createRedisStore(redis) : createSqliteStore(dataDir)
  const vault = createVault(backend, createEncryption(roots, 'store')).part(`${corpId}:${agentId}`)
  return {
    database,
    corpId,
    openKeys: createAuditKeys({ database, corpId, roots }),
    keptCheckpoint: () => checkpointSlot(vault).get(),
    close: async () => void await Promise.all([backend.close(), database.close()]),
  }
}
