import { isSameMember } from '#shared/utils/user-id.ts'
import { hasCode } from '../errors/app-error.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import type { FollowUser } from '../wecom/api/external-contact.ts'

/** How an admin or a leader gives a customer to a member (doc 92114). */
const ASSIGNED = 202
/** The clocks of WeCom and of this server differ, and WeCom tells seconds only. */
const CLOCKS_MS = 60_000

export interface HandOverOptions {
  database: SqlDatabase
  corpId: string
  /** The followers of a customer as WeCom has them now. @throws {AppError} customer_not_found when there are none */
  followersOf: (externalUserId: string) => Promise<readonly FollowUser[]>
  /** Milliseconds since 1970. */
  now: () => number
  /** Writes more with each change. */
  inRecord: <T>(work: (alongside: Alongside<[handed: HandedOver]>) => Promise<T>) => Promise<T>
}

/**
 * Gives the reminders of former followers to the member who was assigned the customer since they were written. The
 * event of the assignment names only the new follower, that of the loss only the former one, and they come in any
 * order: so both call this, which asks WeCom who follows the customer. Done twice, it changes nothing more.
 *
 * @returns whose reminders have changed hands
 */
export type HandOver = (externalUserId: string) => Promise<HandedOver[]>

/** Members, by userid. */
export interface HandedOver {
  externalUserId: string
  from: string
  to: string
  /** How many reminders. */
  count: number
}

export function createHandOver({ database, corpId, followersOf, now, inRecord }: HandOverOptions): HandOver {
  const about = (externalUserId: string) =>
    ({ corpId, subjectKind: 'externalUserId', subjectScope: corpId, subjectId: externalUserId }) as const

  /** Members with reminders who have once followed the customer: others may write some by the company's policy. */
  async function ownersOf(externalUserId: string): Promise<string[]> {
    const rows = await database.run(query => query.selectFrom('reminder').select('ownerUserId').distinct()
      .where(eb => eb.and(about(externalUserId))).where('state', '!=', 'done')
      .where(({ exists, selectFrom }) => exists(selectFrom('timelineEntry').select('timelineEntry.id')
        .where(eb => eb.and({ ...about(externalUserId), kind: 'relation' }))
        .whereRef('timelineEntry.who', '=', 'reminder.ownerUserId')))
      .execute())
    return rows.map(({ ownerUserId }) => ownerUserId)
  }

  /** In the former owner's turn, as each change of a reminder. */
  function give(
    externalUserId: string, from: string, { userId: to, createTime }: FollowUser, alongside: Alongside<[HandedOver]>,
  ): Promise<HandedOver> {
    return database.exclusively(`reminders ${corpId} ${from}`, async (transaction) => {
      const rows = await transaction.selectFrom('reminder').select(['id', 'version', 'state', 'dueAt'])
        .where(eb => eb.and({ ...about(externalUserId), ownerUserId: from })).where('state', '!=', 'done')
        .where('createdAt', '<', createTime * 1_000 + CLOCKS_MS).execute()
      for (const { id, version, state, dueAt } of rows) {
        // What the former owner got is only shown; the others are sent now. A send in progress does not count.
        const isSent = state === 'sent'
        await transaction.updateTable('reminder').set({
          ownerUserId: to, version: version + 1, claimedUntil: 0, attempts: 0,
          ...!isSent && { state: 'open' as const, nextAt: Math.max(dueAt, now()) },
        }).where('id', '=', id).execute()
      }
      const handed = { externalUserId, from, to, count: rows.length }
      if (rows.length > 0) await alongside(transaction, handed)
      return handed
    })
  }

  return async (externalUserId) => {
    const owners = await ownersOf(externalUserId)
    if (owners.length === 0) return []
    const followers = await followersOf(externalUserId).catch((error: unknown) => {
      if (hasCode(error, 'customer_not_found')) return []
      throw error
    })
    const heir = followers.filter(({ addWay }) => addWay === ASSIGNED).sort((a, b) => b.createTime - a.createTime).at(0)
    if (!heir) return []
    const former = owners.filter(owner => !followers.some(({ userId }) => isSameMember(userId, owner)))
    const handed: HandedOver[] = []
    for (const owner of former) {
      const one = await inRecord(alongside => give(externalUserId, owner, heir, alongside))
      if (one.count > 0) handed.push(one)
    }
    return handed
  }
}
