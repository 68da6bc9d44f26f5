import type { Kysely } from 'kysely'
import type { IdentityChange } from '#shared/types/identity.ts'
import type { IdentityChangeTable, Schema } from '../storage/sql/schema.ts'
import { accountOf } from './observation.ts'

/** A page of the feed. */
export interface ChangePage {
  /** Oldest first. */
  changes: IdentityChangeTable[]
  /** The position after which the next page starts. */
  end: number
  /** Whether there are newer entries. */
  more: boolean
}

/**
 * Reads a page of the feed.
 *
 * @param after a position; 0 is before the first
 * @param limit the most entries
 */
export async function readChanges(database: Kysely<Schema>, after: number, limit: number): Promise<ChangePage> {
  const found = await database.selectFrom('identityChange').selectAll().where('position', '>', after)
    .orderBy('position').limit(limit + 1).execute()
  const changes = found.slice(0, limit)
  return { changes, end: changes.at(-1)?.position ?? after, more: found.length > limit }
}

/** An entry as the API sends it. */
export function toIdentityChange(row: IdentityChangeTable): IdentityChange {
  const { openPlatform, change, by } = row
  const at = new Date(row.at).toISOString()
  const { id, ...kindAndScope } = accountOf(row)
  if (change === 'erased') {
    return { at, change, openPlatform, account: { ...kindAndScope, idSha256: id }, unionIdSha256: row.unionId }
  }
  return { at, change, openPlatform, account: { ...kindAndScope, id }, unionId: row.unionId, by: by ?? '' }
}
