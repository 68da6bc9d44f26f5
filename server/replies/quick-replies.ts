import type { ExpressionBuilder, Kysely, Transaction } from 'kysely'
import { REPLY_LIMITS } from '#shared/limits.ts'
import type { NewQuickReply, QuickReply, QuickReplyEdit, ReplyContent, ReplyScope } from '#shared/types/quick-reply.ts'
import type { SessionMember } from '#shared/types/session.ts'
import { AppError } from '../errors/app-error.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import { freeFile, takeFile } from './file-use.ts'
import { hasContent, selectReplies, spellingsOf, storedContent, toReply } from './reply-content.ts'
import type { StoredReply } from './reply-content.ts'

export interface QuickRepliesOptions {
  database: SqlDatabase
  corpId: string
  /** Milliseconds since 1970. */
  now: () => number
  /** A new unique id. */
  newId: () => string
  /** The pinyin of a text; empty without a Chinese character. */
  spell: (text: string) => string
}

/** The signed-in member who makes the request. */
export type ReplyMember = Pick<SessionMember, 'userId' | 'admin'>

/** Gets the reply that changes. */
export type AlongsideReply = Alongside<[reply: QuickReply]>

/** A stored reply. */
export interface WrittenReply {
  reply: QuickReply
  /** False when the reply was the same before, for example after a repeated request. */
  isChange: boolean
}

/**
 * The replies of a corp and of its members. A member sees the replies of the corp and their own, and changes their own;
 * admins also change those of the corp. Every method throws {AppError} store_unavailable while the database cannot be
 * reached. `alongside` writes more in the transaction of a change.
 */
export interface QuickReplies {
  /** @returns with their pinyin, the last used first; a reply that the member has not used counts from its creation */
  list(member: ReplyMember): Promise<QuickReply[]>
  /** Idempotent. @throws {AppError} admin_required, replies_full, reply_file_not_found, reply_files_full */
  add(member: ReplyMember, reply: NewQuickReply, alongside?: AlongsideReply): Promise<WrittenReply>
  /**
   * Idempotent.
   *
   * @throws {AppError} reply_not_found, admin_required, edit_conflict, reply_file_not_found, reply_files_full
   */
  change(member: ReplyMember, id: string, edit: QuickReplyEdit, alongside?: AlongsideReply): Promise<WrittenReply>
  /** @returns the removed reply. @throws {AppError} reply_not_found, admin_required */
  remove(member: ReplyMember, id: string, alongside?: AlongsideReply): Promise<QuickReply>
  /** @returns the id of the reply's file. @throws {AppError} reply_not_found also when it has none */
  fileOf(member: ReplyMember, id: string): Promise<string>
  /** Records that the member has sent the reply. @returns it. @throws {AppError} reply_not_found */
  use(member: ReplyMember, id: string): Promise<QuickReply>
}

export function createQuickReplies({ database, corpId, now, newId, spell }: QuickRepliesOptions): QuickReplies {
  const ownerOf = (scope: ReplyScope, { userId }: ReplyMember) => scope === 'corp' ? null : userId
  const ownedBy = (ownerUserId: string | null) => (eb: ExpressionBuilder<Schema, 'quickReply'>) =>
    eb.and([
      eb('quickReply.corpId', '=', corpId),
      eb('quickReply.ownerUserId', ownerUserId === null ? 'is' : '=', ownerUserId),
    ])

  const inTransaction = <T>(work: (transaction: Transaction<Schema>) => Promise<T>) =>
    database.run(query => query.transaction().execute(work))

  async function findRow(query: Kysely<Schema>, member: ReplyMember, id: string): Promise<StoredReply> {
    const row = await selectReplies(query).where('quickReply.id', '=', id)
      .where(eb => eb.or([ownedBy(null)(eb), ownedBy(member.userId)(eb)])).executeTakeFirst()
    if (!row) throw new AppError('reply_not_found')
    return row
  }

  async function findToChange(query: Kysely<Schema>, member: ReplyMember, id: string): Promise<StoredReply> {
    const row = await findRow(query, member, id)
    requireAuthor(member, toReply(row).scope)
    return row
  }

  const fileIdOf = (content: ReplyContent) => content.attachment?.type === 'file' ? content.attachment.id : ''

  return {
    list: member => database.run(async (query) => {
      const rows = await selectReplies(query)
        .leftJoin('quickReplyUse', join => join
          .onRef('quickReplyUse.replyId', '=', 'quickReply.id').on('quickReplyUse.userId', '=', member.userId))
        .where(eb => eb.or([ownedBy(null)(eb), ownedBy(member.userId)(eb)]))
        .orderBy(eb => eb.fn.coalesce('usedAt', 'createdAt'), 'desc').orderBy('quickReply.id')
        .execute()
      return rows.map((row) => {
        const spellings = spellingsOf(row, spell)
        return { ...toReply(row), ...spellings.length > 0 && { spellings } }
      })
    }),

    async add(member, { scope, ...content }, alongside) {
      requireAuthor(member, scope)
      const ownerUserId = ownerOf(scope, member)
      // One at a time, so that the limit holds and a repeated request finds the reply of the first one.
      return database.exclusively(`quick-replies ${corpId} ${ownerUserId ?? ''}`, async (query) => {
        const present = await selectReplies(query).where(ownedBy(ownerUserId)).execute()
        const same = present.find(hasContent(content))
        if (same) return { reply: toReply(same), isChange: false }
        if (present.length >= REPLY_LIMITS[scope]) throw new AppError('replies_full')
        await takeFile(query, { id: fileIdOf(content), corpId, userId: member.userId, ownerUserId, at: now() })
        const row = { id: newId(), ownerUserId, ...storedContent(content), corpId, createdAt: now() }
        await query.insertInto('quickReply').values(row).execute()
        const reply = toReply(await findRow(query, member, row.id))
        await alongside?.(query, reply)
        return { reply, isChange: true }
      })
    },

    change: (member, id, { before, after }, alongside) => inTransaction(async (query) => {
      const stored = await findToChange(query, member, id)
      if (hasContent(after)(stored)) return { reply: toReply(stored), isChange: false }
      const { ownerUserId } = stored
      await takeFile(query, { id: fileIdOf(after), corpId, userId: member.userId, ownerUserId, at: now() })
      const { numUpdatedRows } = await query.updateTable('quickReply').set(storedContent(after)).where('id', '=', id)
        .where(eb => eb.and(storedContent(before))).executeTakeFirst()
      const isChange = Number(numUpdatedRows) > 0
      const changed = await findRow(query, member, id)
      if (!isChange && !hasContent(after)(changed)) throw new AppError('edit_conflict')
      const reply = toReply(changed)
      if (isChange) {
        await freeFile(query, fileIdOf(before), now())
        await alongside?.(query, reply)
      }
      return { reply, isChange }
    }),

    remove: (member, id, alongside) => inTransaction(async (transaction) => {
      const stored = await findToChange(transaction, member, id)
      await transaction.deleteFrom('quickReplyUse').where('replyId', '=', id).execute()
      await transaction.deleteFrom('quickReply').where('id', '=', id).execute()
      await freeFile(transaction, stored.fileId, now())
      const reply = toReply(stored)
      await alongside?.(transaction, reply)
      return reply
    }),

    fileOf: (member, id) => database.run(async (query) => {
      const { fileId } = await findRow(query, member, id)
      if (!fileId) throw new AppError('reply_not_found')
      return fileId
    }),

    use: (member, id) => database.run(async (query) => {
      const reply = toReply(await findRow(query, member, id))
      await query.insertInto('quickReplyUse').values({ replyId: id, userId: member.userId, usedAt: now() })
        .onConflict(conflict => conflict.columns(['replyId', 'userId']).doUpdateSet({ usedAt: now() })).execute()
      return reply
    }),
  }
}

function requireAuthor({ admin }: ReplyMember, scope: ReplyScope): void {
  if (scope === 'corp' && !admin) throw new AppError('admin_required')
}
