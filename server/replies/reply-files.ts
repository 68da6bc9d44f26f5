import { REPLY_FILE_LIMITS } from '#shared/attachment-limits.ts'
import type { NewReplyFile, ReplyFileUpload } from '#shared/types/quick-reply.ts'
import { AppError } from '../errors/app-error.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { isUsableBy, partsOf, requireRoom } from './file-use.ts'
import { pictureTypeOf } from './picture-type.ts'

export interface ReplyFilesOptions {
  database: SqlDatabase
  corpId: string
  /** Milliseconds since 1970. */
  now: () => number
  /** A new unique id. */
  newId: () => string
}

/** The place of a part. */
export interface PartPlace {
  id: string
  /** From 0. */
  part: number
}

/** A picture, as HTTP sends it. */
export interface Picture {
  type: string
  /** Its length. */
  bytes: number
  /** As `readParts` reads them. */
  pieces: AsyncGenerator<Uint8Array>
}

/**
 * Files of quick replies. They arrive in parts, so that a slow network has the time for each, and they never change.
 * Every method throws {AppError} store_unavailable, and reply_file_not_found for what the member may not use.
 */
export interface ReplyFiles {
  /** @throws {AppError} reply_files_full */
  begin(userId: string, file: NewReplyFile): Promise<ReplyFileUpload>
  /** Idempotent. Only the member who began it adds parts. @throws {AppError} invalid_request for another length */
  put(userId: string, place: PartPlace, content: Buffer): Promise<void>
  /** A picture, to show it. */
  picture(userId: string, id: string): Promise<Picture>
}

export function createReplyFiles({ database, corpId, now, newId }: ReplyFilesOptions): ReplyFiles {
  return {
    begin: (userId, { name, bytes }) => database.exclusively(`reply-files ${corpId} ${userId}`, async (query) => {
      await requireRoom(query, { corpId, ownerUserId: userId, bytes })
      const id = newId()
      await query.insertInto('replyFile').values({
        id, corpId, ownerUserId: userId, name, bytes, imageType: '', freeSince: now(), mediaId: '', mediaAt: 0,
      }).execute()
      return { id, partBytes: REPLY_FILE_LIMITS.part }
    }),

    put: (userId, { id, part }, content) => database.run(query => query.transaction().execute(async (transaction) => {
      const file = await transaction.selectFrom('replyFile').select(['name', 'bytes'])
        .where(eb => eb.and({ id, corpId, ownerUserId: userId })).executeTakeFirst()
      if (!file) throw new AppError('reply_file_not_found')
      if (content.length !== lengthOf(file.bytes, part)) throw new AppError('invalid_request')
      const { numInsertedOrUpdatedRows } = await transaction.insertInto('replyFilePart')
        .values({ fileId: id, part, content }).onConflict(conflict => conflict.doNothing()).executeTakeFirst()
      if (part > 0 || !numInsertedOrUpdatedRows) return
      const imageType = pictureTypeOf(file.name, file.bytes, content)
      await transaction.updateTable('replyFile').set({ imageType }).where('id', '=', id).execute()
    })),

    async picture(userId, id) {
      const file = await database.run(query => query.selectFrom('replyFile').select(['imageType', 'bytes'])
        .where('id', '=', id).where('imageType', '!=', '').where(isUsableBy(corpId, userId)).executeTakeFirst())
      if (!file) throw new AppError('reply_file_not_found')
      return { type: file.imageType, bytes: file.bytes, pieces: readParts(database, id, file.bytes) }
    },
  }
}

/** How long a file without a reply is kept: a draft may still have it. Milliseconds. */
const UNUSED_MS = 24 * 60 * 60_000

/**
 * Deletes files that have had no reply for a day.
 *
 * @param now milliseconds since 1970
 * @throws {AppError} store_unavailable
 */
export async function pruneReplyFiles(database: SqlDatabase, corpId: string, now: number): Promise<void> {
  await database.run(query => query.transaction().execute(async (transaction) => {
    const unused = await transaction.deleteFrom('replyFile').where('corpId', '=', corpId)
      .where('freeSince', '<', now - UNUSED_MS)
      .where(({ not, exists, selectFrom }) => not(exists(
        selectFrom('quickReply').select('quickReply.id').whereRef('quickReply.fileId', '=', 'replyFile.id'))))
      .returning('id').execute()
    if (unused.length === 0) return
    await transaction.deleteFrom('replyFilePart').where('fileId', 'in', unused.map(({ id }) => id)).execute()
  }))
}

/**
 * Reads a file part by part: only the part that is asked for is in memory.
 *
 * @param bytes length of the file
 * @throws {AppError} store_unavailable; reply_file_not_found when the file is incomplete, or is deleted meanwhile
 */
export async function* readParts(database: SqlDatabase, fileId: string, bytes: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < partsOf(bytes); part++) {
    const found = await database.run(query => query.selectFrom('replyFilePart').select('content')
      .where(eb => eb.and({ fileId, part })).executeTakeFirst())
    if (!found) throw new AppError('reply_file_not_found')
    yield found.content
  }
}

/** @returns the length of a part, 0 when the file has no such part */
function lengthOf(bytes: number, part: number): number {
  if (part >= partsOf(bytes)) return 0
  return Math.min(REPLY_FILE_LIMITS.part, bytes - part * REPLY_FILE_LIMITS.part)
}
