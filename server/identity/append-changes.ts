import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { UnionId } from '#shared/types/identity.ts'
import type { IdentityChangeTable, Schema } from '../storage/sql/schema.ts'

/** An entry of the feed without its position. */
export type Change = Omit<IdentityChangeTable, 'position'>

/** The link that an entry is about. */
export type ChangedLink = Omit<Change, 'at' | 'change' | 'by'>

/**
 * Reserves positions and locks the feed until the transaction ends. With a sequence, a lower position could be
 * committed after a higher one, and a reader would miss it. Take this lock last in a transaction: its owner then waits
 * for no other lock, so there is no deadlock.
 *
 * @param count the most entries that follow; fewer leave a gap
 * @returns the first position
 */
export async function lockFeed(transaction: Transaction<Schema>, count: number): Promise<number> {
  const { position } = await transaction.insertInto('identityChangeEnd').values({ feed: 'identities', position: count })
    .onConflict(conflict => conflict.column('feed').doUpdateSet(({ eb, ref }) => ({
      position: eb(ref('identityChangeEnd.position'), '+', count),
    })))
    .returning('position').executeTakeFirstOrThrow()
  return position - count + 1
}

/**
 * Writes entries to the feed.
 *
 * @param first position, from `lockFeed` in this transaction
 */
export async function appendChanges(
  transaction: Transaction<Schema>, first: number, changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((change, i) => ({ position: first + i, ...change }))
  await transaction.insertInto('identityChange').values(rows).execute()
}

/** @returns the links to these unionids that the feed already has an entry for */
export async function linkedChangesOf(
  transaction: Transaction<Schema>, unionIds: readonly UnionId[],
): Promise<ChangedLink[]> {
  const groups = Map.groupBy(unionIds, ({ openPlatform }) => openPlatform)
  const found = [...groups].map(([openPlatform, group]) => transaction.selectFrom('identityChange')
    .select(['accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId'])
    .where('openPlatform', '=', openPlatform)
    .where('unionId', 'in', group.map(({ unionId }) => unionId))
    .where('change', '=', 'linked').execute())
  return (await Promise.all(found)).flat()
}

/**
 * Deletes the entries of erased links and adds an entry about each erasure. It holds hashes, which have a meaning only
 * for a system that knows the ids. The new entries get new positions, because a reader may be past the old ones.
 *
 * @param at now, milliseconds since 1970
 */
export async function eraseChanges(
  transaction: Transaction<Schema>, links: readonly ChangedLink[], at: number,
): Promise<void> {
  const first = await lockFeed(transaction, links.length)
  for (const link of links) {
    const { accountKind, accountScope, accountId, openPlatform, unionId } = link
    await transaction.deleteFrom('identityChange')
      .where(eb => eb.and({ openPlatform, unionId, accountKind, accountScope, accountId })).execute()
  }
  await appendChanges(transaction, first, links.map(({ accountId, unionId, ...rest }) =>
    ({ ...rest, accountId: hash(accountId), unionId: hash(unionId), at, change: 'erased', by: null })))
}

function hash(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}
