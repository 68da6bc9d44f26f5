import type { Transaction } from 'kysely'
import { REMINDER_LIMITS } from '#shared/limits.ts'
import type { NewReminder, Reminder } from '#shared/types/reminder.ts'
import { AppError } from '../errors/app-error.ts'
import type { ReminderTable } from '../storage/sql/reminder-schema.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'

const SHOWN = ['id', 'subjectId', 'text', 'dueAt', 'createdAt', 'state', 'version'] as const
type ShownRow = Pick<ReminderTable, typeof SHOWN[number]>

export interface RemindersOptions {
  database: SqlDatabase
  corpId: string
  /** Milliseconds since 1970. */
  now: () => number
  /** A new unique id, 32 hexadecimal letters. */
  newId: () => string
  /** Called after a change of a reminder about this customer, so that open pages learn of it. Must not throw. */
  changed: (externalUserId: string) => void
}

/** Gets the reminder that changes. */
export type AlongsideReminder = Alongside<[reminder: Pick<Reminder, 'id'>]>

/** A reminder about a customer, as the address names it. */
export interface ReminderPlace {
  externalUserId: string
  id: string
}

/**
 * The reminders of members; a reminder of a colleague or about another customer is not found. For `add` and `snooze`
 * the caller has checked that the member may see the customer. The rest needs no customer: a member who has lost one
 * still clears up own reminders. Every method throws {AppError} reminder_not_found and store_unavailable. `alongside`
 * writes more in the transaction of a change.
 */
export interface Reminders {
  /** Idempotent: an open one with the same text and time is returned. @throws reminders_full */
  add(userId: string, externalUserId: string, reminder: NewReminder, alongside?: AlongsideReminder): Promise<Reminder>
  /** Those that are not done, the earliest first; without a customer, about all of them. */
  list(userId: string, externalUserId?: string): Promise<Reminder[]>
  /** @returns where a reminder of the member belongs; undefined when there is none */
  placeOf(userId: string, id: string): Promise<ReminderPlace | undefined>
  /** It is sent again at `dueAt`. Idempotent. @throws edit_conflict when it was snoozed since the member saw it */
  snooze(
    userId: string, place: ReminderPlace, to: { version: number, dueAt: number }, alongside?: AlongsideReminder,
  ): Promise<Reminder>
  /**
   * Idempotent: a reminder that is done stays done. The member's own timeline then has it.
   *
   * @param place with the version that the member saw, where it can be old
   * @throws edit_conflict when it was snoozed since
   */
  finish(userId: string, place: ReminderPlace & { version?: number }, alongside?: AlongsideReminder): Promise<void>
  /** Takes `finish` back; a reminder that was due meanwhile is not sent. Idempotent. @throws reminders_full */
  reopen(userId: string, place: ReminderPlace, alongside?: AlongsideReminder): Promise<Reminder>
  remove(userId: string, place: ReminderPlace, alongside?: AlongsideReminder): Promise<void>
}

export function createReminders({ database, corpId, now, newId, changed }: RemindersOptions): Reminders {
  const aboutCustomer = (id: string) =>
    ({ subjectKind: 'externalUserId', subjectScope: corpId, subjectId: id }) as const

  async function inTurn<T>(
    ownerUserId: string, externalUserId: string, work: (transaction: Transaction<Schema>) => Promise<T>,
  ): Promise<T> {
    const result = await database.exclusively(`reminders ${corpId} ${ownerUserId}`, work)
    changed(externalUserId)
    return result
  }

  function onOwn<T>(
    ownerUserId: string, { externalUserId, id }: ReminderPlace,
    work: (transaction: Transaction<Schema>, row: ShownRow) => Promise<T>,
  ): Promise<T> {
    return inTurn(ownerUserId, externalUserId, async (transaction) => {
      const row = await transaction.selectFrom('reminder').select(SHOWN)
        .where(eb => eb.and({ id, corpId, ownerUserId, ...aboutCustomer(externalUserId) })).executeTakeFirst()
      if (!row) throw new AppError('reminder_not_found')
      return work(transaction, row)
    })
  }

  /** @throws reminders_full */
  async function ensureRoom(transaction: Transaction<Schema>, ownerUserId: string): Promise<void> {
    const { count } = await transaction.selectFrom('reminder')
      .select(eb => eb.fn.countAll<number | string>().as('count'))
      .where(eb => eb.and({ corpId, ownerUserId })).where('state', '!=', 'done').executeTakeFirstOrThrow()
    if (Number(count) >= REMINDER_LIMITS.own) throw new AppError('reminders_full')
  }

  return {
    add: (ownerUserId, externalUserId, { text, dueAt }, alongside) =>
      inTurn(ownerUserId, externalUserId, async (transaction) => {
        const same = await transaction.selectFrom('reminder').select(SHOWN)
          .where(eb => eb.and({ corpId, ownerUserId, ...aboutCustomer(externalUserId), state: 'open', text, dueAt }))
          .executeTakeFirst()
        if (same) return toReminder(same)
        await ensureRoom(transaction, ownerUserId)
        const row: ReminderTable = {
          id: newId(), corpId, ...aboutCustomer(externalUserId), ownerUserId, text, dueAt, createdAt: now(),
          state: 'open', version: 1, attempts: 0, nextAt: dueAt, claimedUntil: 0, claimedAt: 0,
        }
        await transaction.insertInto('reminder').values(row).execute()
        await alongside?.(transaction, row)
        return toReminder(row)
      }),

    async list(ownerUserId, externalUserId) {
      const rows = await database.run(query => query.selectFrom('reminder').select(SHOWN)
        .where(eb => eb.and({ corpId, ownerUserId, ...externalUserId !== undefined && aboutCustomer(externalUserId) }))
        .where('state', '!=', 'done').orderBy('dueAt').orderBy('id').execute())
      return rows.map(toReminder)
    },

    async placeOf(ownerUserId, id) {
      const row = await database.run(query => query.selectFrom('reminder').select('subjectId')
        .where(eb => eb.and({ id, corpId, ownerUserId })).executeTakeFirst())
      return row && { externalUserId: row.subjectId, id }
    },

    snooze: (userId, place, { version, dueAt }, alongside) => onOwn(userId, place, async (transaction, row) => {
      if (row.state === 'done') throw new AppError('reminder_not_found')
      // The answer got lost.
      if (row.version === version + 1 && row.dueAt === dueAt) return toReminder(row)
      if (row.version !== version) throw new AppError('edit_conflict')
      const next = { version: version + 1, dueAt, nextAt: dueAt }
      const change = { state: 'open' as const, ...next, attempts: 0, claimedUntil: 0 }
      await transaction.updateTable('reminder').set(change).where('id', '=', row.id).execute()
      await alongside?.(transaction, row)
      return toReminder({ ...row, ...change })
    }),

    finish: (userId, place, alongside) => onOwn(userId, place, async (transaction, row) => {
      if (row.state === 'done') return
      if (place.version !== undefined && place.version !== row.version) throw new AppError('edit_conflict')
      await transaction.updateTable('reminder').set({ state: 'done' }).where('id', '=', row.id).execute()
      await transaction.insertInto('timelineEntry').values({
        ...aboutCustomer(place.externalUserId), id: row.id, corpId, at: now(), kind: 'reminder', action: 'done',
        source: 'sidebar', who: userId, text: row.text, details: '{}', visibleTo: userId,
      }).execute()
      await alongside?.(transaction, row)
    }),

    reopen: (userId, place, alongside) => onOwn(userId, place, async (transaction, row) => {
      if (row.state !== 'done') return toReminder(row)
      await ensureRoom(transaction, userId)
      await transaction.deleteFrom('timelineEntry').where('id', '=', row.id).execute()
      const state = row.dueAt > now() ? 'open' as const : 'sent' as const
      await transaction.updateTable('reminder').set({ state }).where('id', '=', row.id).execute()
      await alongside?.(transaction, row)
      return toReminder({ ...row, state })
    }),

    remove: (userId, place, alongside) => onOwn(userId, place, async (transaction, row) => {
      await transaction.deleteFrom('reminder').where('id', '=', row.id).execute()
      await transaction.deleteFrom('timelineEntry').where('id', '=', row.id).execute()
      await alongside?.(transaction, row)
    }),
  }
}

function toReminder({ id, subjectId, text, dueAt, createdAt, state, version }: ShownRow): Reminder {
  return {
    id,
    externalUserId: subjectId,
    text,
    dueAt: new Date(dueAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
    state: state === 'done' ? 'sent' : state,
    version,
  }
}
