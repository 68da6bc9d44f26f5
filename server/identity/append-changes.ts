import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { UnionId } from '#shared/types/identity.ts'
import type { IdentityChangeTable, Schema } from '../storage/sql/schema.ts'

/** What happened, before it has its place in the feed. */
export type Change = Omit<IdentityChangeTable, 'position'>

/**
 * Takes the turn to write to the feed until the transaction ends. Positions therefore become visible in their order:
 * a reader who has seen one never misses a lower one that is committed later, as with a sequence. It has to be the last
 * thing a transaction waits for; who holds it waits for nobody, so two never wait in a circle.
 *
 * @param count how many entries there may be; fewer leave a gap
 * @returns the first position
 */
export async function takeTurn(transaction: Transaction<Schema>, count: number): Promise<number> {
  const { position } = await transaction.insertInto('identityChangeEnd').values({ feed: 'identities', position: count })
    .onConflict(conflict => conflict.column('feed').doUpdateSet(({ eb, ref }) => ({ position: eb(ref('identityChangeEnd.position'), '+', count) })))
    .returning('position').executeTakeFirstOrThrow()
  return position - count + 1
}

/** @param first position, from `takeTurn` in this transaction */
export async function appendChanges(transaction: Transaction<Schema>, first: number, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  await transaction.insertInto('identityChange').values(changes.map((change, i) => ({ position: first + i, ...change }))).execute()
}

/** The links among these that the feed tells of already. */
export async function linkedChangesOf(transaction: Transaction<Schema>, links: readonly UnionId[]): Promise<Omit<Change, 'at' | 'change' | 'by'>[]> {
  const found = [...Map.groupBy(links, link => link.openPlatform)].map(([openPlatform, group]) => transaction.selectFrom('identityChange')
    .select(['accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId'])
    .where('openPlatform', '=', openPlatform).where('unionId', 'in', group.map(({ unionId }) => unionId)).where('change', '=', 'linked').execute())
  return (await Promise.all(found)).flat()
}

/**
 * Deletes what the feed says of links that are erased, and says that they were: by hashes, which only tell something to
 * who knows the ids. The new entries come last, so that no position is ever given out twice.
 */
export async function eraseChanges(transaction: Transaction<Schema>, links: readonly Omit<Change, 'at' | 'change' | 'by'>[], at: number): Promise<void> {
  const first = await takeTurn(transaction, links.length)
  for (const { accountKind, accountScope, accountId, openPlatform, unionId } of links) {
    await transaction.deleteFrom('identityChange').where(eb => eb.and({ openPlatform, unionId, accountKind, accountScope, accountId })).execute()
  }
  await appendChanges(transaction, first, links.map(({ accountId, unionId, ...rest }) =>
    ({ ...rest, accountId: hash(accountId), unionId: hash(unionId), at, change: 'erased', by: null })))
}

function hash(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}
