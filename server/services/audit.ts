import { createAuditKeys } from '../audit/keys.ts'
import { createAuditLog } from '../audit/audit-log.ts'
import { checkpointSlot, createCheckpoints } from '../audit/checkpoint.ts'
import { pruneAudit } from '../audit/prune.ts'
import { allOf, searchAudit } from '../audit/search.ts'
import type { AuditQuery } from '../audit/search.ts'
import { relatedIds } from '../audit/related-ids.ts'
import { createUpkeep } from '../audit/upkeep.ts'
import { createOutageLog } from '../jobs/outage-log.ts'
import type { RootKeys } from '../storage/root-keys.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import type { AppConfig } from './config.ts'
import { useAuditSink, useLog } from './log.ts'

export interface AuditServicesOptions {
  config: Pick<AppConfig, 'corpId' | 'auditDays'>
  database: SqlDatabase
  roots: RootKeys
  /** Keeps the newest checkpoint. */
  vault: Vault
  clock: Clock
}

/** The audit of the corp: what writes it, what reads it, and its upkeep. */
export function createAuditServices({ config, database, roots, vault, clock }: AuditServicesOptions) {
  const { corpId, auditDays } = config
  const now = clock.wall
  const openKeys = createAuditKeys({ database, corpId, roots })
  const sink = useAuditSink()
  const log = createAuditLog({
    database,
    corpId,
    openKeys,
    print: row => sink.info({ ...row, details: JSON.parse(row.details) as object }, 'audit'),
    now,
    ...createOutageLog({
      log: useLog(),
      clock,
      failing: 'audit not written yet',
      working: 'audit is written again',
      facts: () => log.state(),
    }),
  })
  const checkpoint = createCheckpoints({
    database,
    corpId,
    slot: checkpointSlot(vault),
    print: made => sink.info(made, 'audit checkpoint'),
    onRolledBack: kept => useLog().error(kept, 'audit: the database is older than this checkpoint'),
  })
  return {
    log,
    search: (query: AuditQuery) => searchAudit(database, corpId, query),
    all: (query: Parameters<typeof allOf>[2]) => allOf(database, corpId, query),
    /** The pseudonyms of an id and of the ids that are known to belong to the same person. */
    async pseudonymsOf(id: string): Promise<string[]> {
      const { pseudonym } = await openKeys()
      return (await relatedIds(database, corpId, id)).map(pseudonym)
    },
    upkeep: createUpkeep({
      clock,
      checkpoint,
      prune: async () => pruneAudit({ database, corpId, keys: await openKeys(), mostDays: auditDays, now }),
      onFailure: error => useLog().warn({ error }, 'audit: upkeep failed'),
    }),
  }
}
