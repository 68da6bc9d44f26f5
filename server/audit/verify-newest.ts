import type { RootKeys } from '../storage/root-keys.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Vault } from '../storage/vault.ts'
import { checkpointSlot } from './checkpoint.ts'
import { createAuditKeys } from './keys.ts'
import { verifyAudit } from './verify.ts'
import type { AuditVerdict } from './verify.ts'

/** It takes a fraction of a second; a million rows take ten seconds. */
export const NEWEST_ROWS = 20_000

export interface VerifyNewestOptions {
  database: SqlDatabase
  corpId: string
  roots: RootKeys
  /** Has the newest checkpoint. */
  vault: Vault
}

/**
 * Checks the newest rows, for a check that runs often.
 *
 * @throws {AppError} audit_key_unreadable, store_unavailable
 */
export async function verifyNewest({ database, corpId, roots, vault }: VerifyNewestOptions): Promise<AuditVerdict> {
  // Read first: servers go on writing.
  const kept = await checkpointSlot(vault).get()
  const keys = await createAuditKeys({ database, corpId, roots })()
  return verifyAudit({ database, corpId, keys, checkpoints: kept ? [kept] : [], newest: NEWEST_ROWS })
}
