import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { REMINDER_LIMITS } from '#shared/limits.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import { hasCode } from '../errors/app-error.ts'
import type { ReminderTable } from '../storage/sql/reminder-schema.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { FollowUser } from '../wecom/api/external-contact.ts'
import { nextMorning } from './next-morning.ts'

const DAY_MS = 24 * 60 * 60_000
/** What a member, or a system of the company, has done with or for the customer. WeCom tells nothing of the chat. */
const CONTACTS = ['note', 'reply', 'reminder', 'stage', 'event']
const CUSTOMERS_A_TURN = 100
/** More would not be worked off in a day. Those beyond it come on the next days. */
const MOST_A_MORNING = 20

export interface QuietCustomersOptions {
  database: SqlDatabase
  corpId: string
  /** The followers of a customer, at most a minute old. @throws {AppError} customer_not_found when there are none */
  followersOf: (externalUserId: string) => Promise<readonly FollowUser[]>
  /** What the member reads. */
  textOf: (days: number) => string
  /** Milliseconds since 1970. */
  now: () => number
  /** A new unique id, 32 hexadecimal letters. */
  newId: () => string
  /** Called for each customer with a new reminder, so that open pages learn of it. Must not throw. */
  changed: (externalUserId: string) => void
}

interface Quiet {
  externalUserId: string
  quietDays: number
  setBy: string
  /** Milliseconds since 1970. */
  lastContact: number
}

/**
 * Reminds members of customers without contact for as many days as their stage allows: the member who did something
 * last, or one who follows the customer now. Once for each time without contact, over all processes.
 *
 * @returns how many reminders are new
 * @throws {AppError} store_unavailable
 * @throws {UpstreamRefusedError | UpstreamUnavailableError}
 */
export type RemindOfQuiet = () => Promise<number>

export function createRemindOfQuiet(options: QuietCustomersOptions): RemindOfQuiet {
  const { database, corpId, followersOf, textOf, now, newId, changed } = options

  async function quietAfter(externalUserId: string): Promise<Quiet[]> {
    const rows = await database.run(query => lastContacts(query, corpId, externalUserId))
    return rows.map(row => ({ ...row, lastContact: Number(row.lastContact) }))
  }

  const isDue = ({ lastContact, quietDays }: Quiet) => lastContact <= now() - quietDays * DAY_MS

  /** The member who did something last, if the customer is still theirs; else who added the customer last. */
  async function ownerOf({ externalUserId, setBy }: Quiet): Promise<string | undefined> {
    const followers = await followersOf(externalUserId).catch((error: unknown) => {
      if (hasCode(error, 'customer_not_found')) return []
      throw error
    })
    const last = await database.run(query => query.selectFrom('timelineEntry').select('who')
      .where(eb => eb.and(about(corpId, externalUserId))).where('kind', 'in', CONTACTS).where('who', 'is not', null)
      .orderBy('at', 'desc').limit(1).executeTakeFirst())
    const isFollower = (userId: string) => followers.some(follower => isSameMember(follower.userId, userId))
    return [last?.who ?? '', setBy].find(isFollower)
      ?? followers.toSorted((a, b) => b.createTime - a.createTime)[0]?.userId
  }

  /** @returns false when another process has done it, or the member has enough for that morning */
  function remind({ externalUserId, quietDays, lastContact }: Quiet, ownerUserId: string): Promise<boolean> {
    return database.exclusively(`reminders ${corpId} ${ownerUserId}`, async (transaction) => {
      const at = now()
      const dueAt = nextMorning(at)
      const open = await transaction.selectFrom('reminder').select('dueAt')
        .where(eb => eb.and({ corpId, ownerUserId })).where('state', '!=', 'done').execute()
      const isFull = open.length >= REMINDER_LIMITS.own
        || open.filter(reminder => reminder.dueAt === dueAt).length >= MOST_A_MORNING
      if (isFull) return false
      const { numUpdatedRows } = await transaction.updateTable('customerStage').set({ toldAt: at })
        .where(eb => eb.and(about(corpId, externalUserId)))
        .where(eb => eb.or([eb('toldAt', 'is', null), eb('toldAt', '<', lastContact)])).executeTakeFirst()
      if (Number(numUpdatedRows) === 0) return false
      const row: ReminderTable = {
        id: newId(), ...about(corpId, externalUserId), ownerUserId, text: textOf(quietDays), dueAt, createdAt: at,
        state: 'open', version: 1, attempts: 0, nextAt: dueAt, claimedUntil: 0, claimedAt: 0,
      }
      await transaction.insertInto('reminder').values(row).execute()
      return true
    })
  }

  return async () => {
    let count = 0
    for (let page = await quietAfter(''); page.length > 0; page = await quietAfter(page.at(-1)!.externalUserId)) {
      for (const quiet of page.filter(isDue)) {
        const owner = await ownerOf(quiet)
        if (owner === undefined || !await remind(quiet, owner)) continue
        count++
        changed(quiet.externalUserId)
      }
    }
    return count
  }
}

const about = (corpId: string, subjectId: string) =>
  ({ corpId, subjectKind: 'externalUserId', subjectScope: corpId, subjectId }) as const

/** Customers in a stage with such a limit, by id. No member was told of them since their last contact. */
function lastContacts(query: Kysely<Schema>, corpId: string, after: string) {
  const contact = sql<number>`(
    select max(entry.at) from timeline_entry as entry
    where entry.subject_kind = customer_stage.subject_kind and entry.subject_scope = customer_stage.subject_scope
      and entry.subject_id = customer_stage.subject_id and entry.corp_id = customer_stage.corp_id
      and entry.kind in (${sql.join(CONTACTS)}))`
  const last = sql<number>`case when ${contact} > set_at then ${contact} else set_at end`
  return query.selectFrom('customerStage').innerJoin('stage', 'stage.id', 'customerStage.stageId')
    .select(['customerStage.subjectId as externalUserId', 'customerStage.setBy', last.as('lastContact')])
    .select(eb => eb.ref('stage.quietDays').$notNull().as('quietDays'))
    .where(eb => eb.and({
      'customerStage.corpId': corpId, 'customerStage.subjectKind': 'externalUserId',
      'customerStage.subjectScope': corpId,
    }))
    .where('stage.quietDays', 'is not', null).where('customerStage.subjectId', '>', after)
    .where(eb => eb.or([eb('customerStage.toldAt', 'is', null), eb('customerStage.toldAt', '<', last)]))
    .orderBy('customerStage.subjectId').limit(CUSTOMERS_A_TURN).execute()
}
