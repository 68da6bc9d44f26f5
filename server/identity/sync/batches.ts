import type { Kysely, Transaction } from 'kysely'
import type { IdentitySyncBatchTable, Schema } from '../../storage/sql/schema.ts'
import { MEMBERS_A_CALL } from '../../wecom/api/customer-union-ids.ts'
import type { CustomerUnionIdPage } from '../../wecom/api/customer-union-ids.ts'
import { errcodeEntry } from '../../wecom/errcodes.ts'

/** Members whose customers are read with one call, and the progress with them. */
export interface Batch {
  corpId: string
  position: number
  userIds: string[]
  /** WeCom's, of the next page; undefined at the start. */
  cursor?: string
  restarts: number
}

/** WeCom's errcode for a batch in which no member has a licence. */
const UNLICENSED = 701008

/** Members of a small company are spread over this many batches, because progress is shown batch by batch. */
const LEAST_BATCHES = 20

const UNTOUCHED = { cursor: '', done: 0, restarts: 0, pages: 0, customers: 0, withUnionId: 0 } as const

/** Adds batches for the members that are in no batch yet. */
export async function addMembers(
  transaction: Transaction<Schema>, corpId: string, members: readonly string[],
): Promise<void> {
  const rows = await transaction.selectFrom('identitySyncBatch').select(['position', 'userIds'])
    .where('corpId', '=', corpId).execute()
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

/** @returns a batch that is not done, from the beginning or from the end of the list */
export async function nextBatch(
  database: Kysely<Schema>, corpId: string, from: 'beginning' | 'end',
): Promise<Batch | undefined> {
  const row = await database.selectFrom('identitySyncBatch').select(['position', 'userIds', 'cursor', 'restarts'])
    .where('corpId', '=', corpId).where('done', '=', 0)
    .orderBy('position', from === 'end' ? 'desc' : 'asc').limit(1).executeTakeFirst()
  if (!row) return undefined
  const { position, userIds, cursor, restarts } = row
  return { corpId, position, userIds: parseUserIds(userIds), cursor: cursor || undefined, restarts }
}

/**
 * Counts a page and saves where the next one starts. A page counts once: a caller without an answer from the database
 * can repeat this, and a second process that does the same changes nothing.
 *
 * @param batch with the cursor of this page
 */
export async function advance(
  transaction: Transaction<Schema>, batch: Batch, { customers, nextCursor, unlicensedUserIds }: CustomerUnionIdPage,
): Promise<void> {
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

/**
 * Starts the batch again from its first page. Its counts become 0; its links stay, and recording is idempotent.
 *
 * @param restarts how often the batch was started again
 */
export async function restart(transaction: Transaction<Schema>, batch: Batch, restarts: number): Promise<void> {
  await update(transaction, batch).set({ ...UNTOUCHED, restarts }).execute()
}

/**
 * Halves a batch in which WeCom refuses a member, until that member is alone and is skipped. Can be repeated.
 *
 * @param errcode of the refusal
 */
export async function split(transaction: Transaction<Schema>, batch: Batch, errcode: number): Promise<void> {
  const { corpId, userIds } = batch
  if (userIds.length === 1) {
    await update(transaction, batch).set({ ...UNTOUCHED, done: 1 }).execute()
    // For a member without customers WeCom may answer 84061 instead of an empty list.
    return errcodeEntry(errcode).class === 'no_relation' ? undefined : skip(transaction, corpId, userIds, errcode)
  }
  const middle = Math.ceil(userIds.length / 2)
  const rows = await transaction.selectFrom('identitySyncBatch').select('position')
    .where('corpId', '=', corpId).execute()
  const { numUpdatedRows } = await update(transaction, batch)
    .set({ ...UNTOUCHED, ...membersOf(userIds.slice(0, middle)) }).executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return // halved before
  const secondHalf = { ...UNTOUCHED, corpId, position: nextPosition(rows), ...membersOf(userIds.slice(middle)) }
  await transaction.insertInto('identitySyncBatch').values(secondHalf).execute()
}

/** Matches only while the batch has the same members: another process may have halved it, or started a new run. */
function update(transaction: Transaction<Schema>, { corpId, position, userIds }: Batch) {
  return transaction.updateTable('identitySyncBatch').where('corpId', '=', corpId).where('position', '=', position)
    .where('userIds', '=', JSON.stringify(userIds))
}

async function skip(
  transaction: Transaction<Schema>, corpId: string, userIds: readonly string[], errcode: number,
): Promise<void> {
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
