import * as v from 'valibot'
import type { Kysely } from 'kysely'
import type { Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Slot, Vault } from '../storage/vault.ts'
import { FLOOR_DAYS } from './actions.ts'

const TTL_MS = FLOOR_DAYS * 24 * 60 * 60_000

/** How far the chain was at some moment: what is in the database later must contain it. */
export const checkpointSchema = v.object({
  /** Number of rows so far. */
  rows: v.number(),
  /** The `mac` of the last of them. */
  head: v.string(),
})

export type Checkpoint = v.InferOutput<typeof checkpointSchema>

/** The newest checkpoint, kept beside the database: a database that was put back does not bring it back. */
export function checkpointSlot(vault: Vault): Slot<Checkpoint> {
  return vault.slot('audit-checkpoint', checkpointSchema, TTL_MS)
}

export interface CheckpointsOptions {
  database: SqlDatabase
  corpId: string
  slot: Slot<Checkpoint>
  /** The chain has grown. */
  print: (checkpoint: Checkpoint) => void
  /** The database does not contain the kept checkpoint: an older state was put back, or rows were replaced. */
  onRolledBack: (kept: Checkpoint) => void
}

/** @returns makes a checkpoint of the chain as it is now. @throws {AppError} store_unavailable */
export function createCheckpoints({ database, corpId, slot, print, onRolledBack }: CheckpointsOptions) {
  let last: string | undefined
  let reported = false

  return async function make(): Promise<void> {
    const kept = await slot.get()
    const { head, atKept } = await database.run(async query => ({
      head: await readHead(query, corpId), atKept: kept && await macAt(query, corpId, kept.rows),
    }))
    if (!head) return
    if (head.head !== last) print(head)
    last = head.head
    // The store may have been away, or have lost it, since the chain has grown.
    if (kept?.head === head.head) return
    const isRolledBack = kept && (kept.rows > head.rows || (atKept !== undefined && atKept !== kept.head))
    // What shows the loss is not overwritten.
    if (!isRolledBack) return slot.set(head)
    if (!reported) onRolledBack(kept)
    reported = true
  }
}

/** @returns undefined before the first row */
export async function readHead(query: Kysely<Schema>, corpId: string): Promise<Checkpoint | undefined> {
  const row = await query.selectFrom('auditHead').select(['seq', 'mac']).where('corpId', '=', corpId)
    .where('seq', '>', 0).executeTakeFirst()
  return row && { rows: row.seq, head: row.mac }
}

/** The `mac` of a row that may have been deleted because its time was over. */
async function macAt(query: Kysely<Schema>, corpId: string, seq: number): Promise<string | undefined> {
  const row = await query.selectFrom('auditRow').select('mac').where('corpId', '=', corpId).where('seq', '=', seq)
    .executeTakeFirst()
  return row?.mac
}
