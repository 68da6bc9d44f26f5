import type { Kysely, Transaction } from 'kysely'
import type { IdentitySyncBatchTable, Schema } from '../../storage/sql/schema.ts'
import { MEMBERS_A_CALL } from '../../wecom/api/customer-union-ids.ts'
import type { CustomerUnionIdPage } from '../../wecom/api/customer-union-ids.ts'
import { errcodeEntry } from '../../wecom/errcodes.ts'

/** Members who are asked for together, and how far that has come. */
export interface Batch {
  corpId: string
  position: number
  userIds: string[]
  /** Undefined at the beginning. */
  cursor?: string
  restarts: number
}

/** What a batch is refused with that has nobody but such members. */
const UNLICENSED = 701008

/** A small company is not one single batch: then its progress would show only at the end. */
const LEAST_BATCHES = 20

const UNTOUCHED = { cursor: '', done: 0, restarts: 0, pages: 0, customers: 0, withUnionId: 0 } as const

/** Adds batches of the members that are in none yet. */
export async function addMembers(transaction: Transaction<Schema>, corpId: string, members: readonly string[]): Promise<void> {
  const rows = await transaction.selectFrom('identitySyncBatch').select(['position', 'userIds']).where('corpId', '=', corpId).execute()
  const known = new Set(rows.flatMap(row => parseUserIds(row.userIds)))
  const added = [...new Set(members)].filter(userId => !known.has(userId)).sort()
  const first = nextPosition(rows)
  const size = Math.min(MEMBERS_A_CALL, Math.ceil(added.length / LEAST_BATCHES))
  const batches: IdentitySyncBatchTable[] = []
  for (let start = 0; start < added.length; start += size) {
    const userIds = added.slice(start, start + size)
    batches.push({ ...UNTOUCHED, corpId, position: first + batches.length, ...membersOf(userIds) })
  }
  if (batches.length > 0) await transaction.insertInto('identitySyncBatch').values(batches).execute()
}

/** The first batch that is not done. */
export async function nextBatch(database: Kysely<Schema>, corpId: string): Promise<Batch | undefined> {
  const row = await database.selectFrom('identitySyncBatch').selectAll().where('corpId', '=', corpId).where('done', '=', 0).orderBy('position').limit(1).executeTakeFirst()
  return row && { corpId, position: row.position, userIds: parseUserIds(row.userIds), cursor: row.cursor || undefined, restarts: row.restarts }
}

/**
 * Puts down that a page has been dealt with, and where the next one begins. Whoever has not heard the database's answer may
 * do so again: a page counts once.
 *
 * @param batch as it stood when the page was asked for
 */
export async function advance(transaction: Transaction<Schema>, batch: Batch, { customers, nextCursor, unlicensedUserIds }: CustomerUnionIdPage): Promise<void> {
  const withUnionId = customers.filter(({ unionId }) => unionId).length
  await update(transaction, batch).where('cursor', '=', batch.cursor ?? '').where('done', '=', 0).set(eb => ({
    cursor: nextCursor ?? '',
    done: nextCursor ? 0 : 1,
    pages: eb('pages', '+', 1),
    customers: eb('customers', '+', customers.length),
    withUnionId: eb('withUnionId', '+', withUnionId),
  })).execute()
  await skip(transaction, batch.corpId, unlicensedUserIds, UNLICENSED)
}

/** Begins the batch anew; what it counted is forgotten, what it recorded is only recorded again. */
export async function restart(transaction: Transaction<Schema>, batch: Batch): Promise<void> {
  await update(transaction, batch).set({ ...UNTOUCHED, restarts: batch.restarts + 1 }).execute()
}

/** Halves a batch of which WeCom refuses somebody, until that member is alone and can be left out. Can be repeated. */
export async function split(transaction: Transaction<Schema>, batch: Batch, errcode: number): Promise<void> {
  const { corpId, userIds } = batch
  if (userIds.length === 1) {
    await update(transaction, batch).set({ ...UNTOUCHED, done: 1 }).execute()
    // A member without customers may be answered by 84061 instead of an empty list.
    return errcodeEntry(errcode).class === 'no_relation' ? undefined : skip(transaction, corpId, userIds, errcode)
  }
  const middle = Math.ceil(userIds.length / 2)
  const rows = await transaction.selectFrom('identitySyncBatch').select('position').where('corpId', '=', corpId).execute()
  const { numUpdatedRows } = await update(transaction, batch).where('userIds', '=', JSON.stringify(userIds))
    .set({ ...UNTOUCHED, ...membersOf(userIds.slice(0, middle)) }).executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return // halved already
  await transaction.insertInto('identitySyncBatch').values({ ...UNTOUCHED, corpId, position: nextPosition(rows), ...membersOf(userIds.slice(middle)) }).execute()
}

function update(transaction: Transaction<Schema>, { corpId, position }: Batch) {
  return transaction.updateTable('identitySyncBatch').where('corpId', '=', corpId).where('position', '=', position)
}

async function skip(transaction: Transaction<Schema>, corpId: string, userIds: readonly string[], errcode: number): Promise<void> {
  if (userIds.length === 0) return
  const rows = userIds.map(userId => ({ corpId, userId, errcode }))
  await transaction.insertInto('identitySyncSkip').values(rows).onConflict(conflict => conflict.doNothing()).execute()
}

function nextPosition(rows: readonly { position: number }[]): number {
  return rows.reduce((next, { position }) => Math.max(next, position + 1), 0)
}

function membersOf(userIds: readonly string[]) {
  return { userIds: JSON.stringify(userIds), members: userIds.length }
}

function parseUserIds(text: string): string[] {
  return JSON.parse(text) as string[]
}
