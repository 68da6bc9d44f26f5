import type { ExpressionBuilder, Kysely } from 'kysely'
import { REPLY_FILE_LIMITS } from '#shared/attachment-limits.ts'
import { AppError } from '../errors/app-error.ts'
import type { Schema } from '../storage/sql/schema.ts'

/** Who puts a file into a reply of which owner. */
export interface FileUse {
  /** Empty: the reply has no file. */
  id: string
  corpId: string
  userId: string
  /** Of the reply; null: the corp. */
  ownerUserId: string | null
  /** Milliseconds since 1970. */
  at: number
}

/** @returns how many parts a file of this size has */
export function partsOf(bytes: number): number {
  return Math.ceil(bytes / REPLY_FILE_LIMITS.part)
}

/** @returns whether a member may use a file: it is theirs, or the company's */
export const isUsableBy = (corpId: string, userId: string) => (eb: ExpressionBuilder<Schema, 'replyFile'>) =>
  eb.and([
    eb('replyFile.corpId', '=', corpId),
    eb.or([eb('replyFile.ownerUserId', 'is', null), eb('replyFile.ownerUserId', '=', userId)]),
  ])

/**
 * Puts a file into a reply, within the transaction of the reply's change. A file of the company's replies is the
 * company's: members who see the reply may use the file.
 *
 * @throws {AppError} reply_file_not_found also when it has not arrived completely; reply_files_full
 */
export async function takeFile(query: Kysely<Schema>, { id, corpId, userId, ownerUserId, at }: FileUse): Promise<void> {
  if (!id) return
  // Written even when nothing else changes: a deletion of unused files that runs now must not take it.
  const file = await query.updateTable('replyFile').set({ freeSince: at }).where('id', '=', id)
    .where(isUsableBy(corpId, userId)).returning(['bytes', 'ownerUserId']).executeTakeFirst()
  if (!file || await countParts(query, id) < partsOf(file.bytes)) throw new AppError('reply_file_not_found')
  if (ownerUserId !== null || file.ownerUserId === null) return
  await requireRoom(query, { corpId, ownerUserId: null, bytes: file.bytes })
  await query.updateTable('replyFile').set({ ownerUserId: null }).where('id', '=', id).execute()
}

/** Notes that a reply does not have the file any more. */
export async function freeFile(query: Kysely<Schema>, id: string, at: number): Promise<void> {
  if (id) await query.updateTable('replyFile').set({ freeSince: at }).where('id', '=', id).execute()
}

/** @throws {AppError} reply_files_full when the owner's files leave no room for so many bytes */
export async function requireRoom(
  query: Kysely<Schema>, { corpId, ownerUserId, bytes }: Pick<FileUse, 'corpId' | 'ownerUserId'> & { bytes: number },
): Promise<void> {
  const { sum } = await query.selectFrom('replyFile')
    .select(eb => eb.fn.sum<number | string | null>('bytes').as('sum')).where('corpId', '=', corpId)
    .where('ownerUserId', ownerUserId === null ? 'is' : '=', ownerUserId).executeTakeFirstOrThrow()
  if (Number(sum) + bytes > REPLY_FILE_LIMITS[ownerUserId === null ? 'corp' : 'own']) {
    throw new AppError('reply_files_full')
  }
}

async function countParts(query: Kysely<Schema>, fileId: string): Promise<number> {
  const { count } = await query.selectFrom('replyFilePart').select(eb => eb.fn.countAll<number | string>().as('count'))
    .where('fileId', '=', fileId).executeTakeFirstOrThrow()
  return Number(count)
}
