import type { ExpressionBuilder, Kysely, Transaction } from 'kysely'
import { REPLY_LIMITS } from '#shared/limits.ts'
import type { NewQuickReply, QuickReply, QuickReplyEdit, ReplyScope } from '#shared/types/quick-reply.ts'
import type { SessionMember } from '#shared/types/session.ts'
import { AppError } from '../errors/app-error.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import { hasContent, REPLY_COLUMNS, spellingsOf, storedContent, toReply } from './reply-content.ts'

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
  /** Idempotent. @throws {AppError} admin_required, replies_full */
  add(member: ReplyMember, reply: NewQuickReply, alongside?: AlongsideReply): Promise<WrittenReply>
  /** Idempotent. @throws {AppError} reply_not_found, admin_required, edit_conflict */
  change(member: ReplyMember, id: string, edit: QuickReplyEdit, alongside?: AlongsideReply): Promise<WrittenReply>
  /** @returns the removed reply. @throws {AppError} reply_not_found, admin_required */
  remove(member: ReplyMember, id: string, alongside?: AlongsideReply): Promise<QuickReply>
  /** Records that the member has sent the reply. @returns it. @throws {AppError} reply_not_found */
  use(member: ReplyMember, id: string): Promise<QuickReply>
}

export function createQuickReplies({ database, corpId, now, newId, spell }: QuickRepliesOptions): QuickReplies {
  const ownerOf = (scope: ReplyScope, { userId }: ReplyMember) => scope === 'corp' ? null : userId
  const ownedBy = (ownerUserId: string | null) => (eb: ExpressionBuilder<Schema, 'quickReply'>) =>
    eb.and([eb('corpId', '=', corpId), eb('ownerUserId', ownerUserId === null ? 'is' : '=', ownerUserId)])

  const inTransaction = <T>(work: (transaction: Transaction<Schema>) => Promise<T>) =>
    database.run(query => query.transaction().execute(work))

  async function find(query: Kysely<Schema>, member: ReplyMember, id: string): Promise<QuickReply> {
    const row = await query.selectFrom('quickReply').select([...REPLY_COLUMNS]).where('id', '=', id)
      .where(eb => eb.or([ownedBy(null)(eb), ownedBy(member.userId)(eb)])).executeTakeFirst()
    if (!row) throw new AppError('reply_not_found')
    return toReply(row)
  }

  async function findToChange(query: Kysely<Schema>, member: ReplyMember, id: string): Promise<QuickReply> {
    const reply = await find(query, member, id)
    requireAuthor(member, reply.scope)
    return reply
  }

  return {
    list: member => database.run(async (query) => {
      const rows = await query.selectFrom('quickReply')
        .leftJoin('quickReplyUse', join => join
          .onRef('quickReplyUse.replyId', '=', 'quickReply.id').on('quickReplyUse.userId', '=', member.userId))
        .select([...REPLY_COLUMNS])
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
        const present = await query.selectFrom('quickReply').select([...REPLY_COLUMNS])
          .where(ownedBy(ownerUserId)).execute()
        const same = present.find(hasContent(content))
        if (same) return { reply: toReply(same), isChange: false }
        if (present.length >= REPLY_LIMITS[scope]) throw new AppError('replies_full')
        const id = newId()
        const row = { id, ownerUserId, ...storedContent(content) }
        await query.insertInto('quickReply').values({ ...row, corpId, createdAt: now() }).execute()
        await alongside?.(query, toReply(row))
        return { reply: toReply(row), isChange: true }
      })
    },

    change: (member, id, { before, after }, alongside) => inTransaction(async (query) => {
      const { scope } = await findToChange(query, member, id)
      const { numUpdatedRows } = await query.updateTable('quickReply').set(storedContent(after)).where('id', '=', id)
        .where(eb => eb.and([eb.and(storedContent(before)), eb.not(eb.and(storedContent(after)))])).executeTakeFirst()
      const isChange = Number(numUpdatedRows) > 0
      if (!isChange && !hasContent(after)(await find(query, member, id))) throw new AppError('edit_conflict')
      const reply = toReply({ id, ownerUserId: ownerOf(scope, member), ...storedContent(after) })
      if (isChange) await alongside?.(query, reply)
      return { reply, isChange }
    }),

    remove: (member, id, alongside) => inTransaction(async (transaction) => {
      const reply = await findToChange(transaction, member, id)
      await transaction.deleteFrom('quickReplyUse').where('replyId', '=', id).execute()
      await transaction.deleteFrom('quickReply').where('id', '=', id).execute()
      await alongside?.(transaction, reply)
      return reply
    }),

    use: (member, id) => database.run(async (query) => {
      const reply = await find(query, member, id)
      await query.insertInto('quickReplyUse').values({ replyId: id, userId: member.userId, usedAt: now() })
        .onConflict(conflict => conflict.columns(['replyId', 'userId']).doUpdateSet({ usedAt: now() })).execute()
      return reply
    }),
  }
}

function requireAuthor({ admin }: ReplyMember, scope: ReplyScope): void {
  if (scope === 'corp' && !admin) throw new AppError('admin_required')
}
