import type { ReminderTable } from '../storage/sql/reminder-schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'

/** A process that sends renews its claim sooner: otherwise it is dead, and another one sends. */
export const CLAIM_MS = 3_000
/** Clocks of processes differ, and a process waits for its turn: a claim may end later than this one could make it. */
const CLOCKS_MS = 60_000
const MINUTE_MS = 60_000
/** WeCom drops what is beyond 30 messages a minute or 1,000 an hour of one member, and does not say so (doc 90236). */
const MEMBER_A_MINUTE = 15
/** Few, so that a process that dies keeps few of them waiting. */
const ROWS_A_CLAIM = 20

/** What is sent. The same for each attempt, so that WeCom recognises a repetition. */
export type DueReminder = Pick<
  ReminderTable, 'id' | 'version' | 'ownerUserId' | 'subjectId' | 'text' | 'dueAt' | 'attempts' | 'claimedAt'
>

/** What becomes of a reminder that this process has claimed. */
export type SendOutcome = { state: 'sent' | 'failed' } | { state: 'open', nextAt: number }

/** The due reminders of a corp, as the processes share them. Every method throws {AppError} store_unavailable. */
export interface DueReminders {
  /** For `CLAIM_MS`, no other process gets the same ones. */
  claim(): Promise<DueReminder[]>
  /** From now on for `CLAIM_MS` again, as far as they are neither settled nor taken over. */
  renew(claimed: readonly DueReminder[]): Promise<void>
  /** Changes nothing when the reminder was snoozed, finished or deleted meanwhile, or taken over. */
  settle(reminder: DueReminder, outcome: SendOutcome): Promise<void>
}

/** @param now milliseconds since 1970; it may jump: a reminder is then early or late, never lost */
export function createDueReminders(database: SqlDatabase, corpId: string, now: () => number): DueReminders {
  return {
    async claim() {
      const at = now()
      const isAny = await database.run(query => query.selectFrom('reminder').select('id')
        .where(eb => eb.and({ corpId, state: 'open' })).where('nextAt', '<=', at).limit(1).executeTakeFirst())
      if (!isAny) return []
      return database.exclusively(`reminders-claim ${corpId}`, async (transaction) => {
        const due = await transaction.selectFrom('reminder')
          .select(['id', 'version', 'ownerUserId', 'subjectId', 'text', 'dueAt', 'attempts'])
          .where(eb => eb.and({ corpId, state: 'open' })).where('nextAt', '<=', at)
          // Far in the future: the clock was set back since the claim.
          .where(eb => eb.or([eb('claimedUntil', '<=', at), eb('claimedUntil', '>', at + CLAIM_MS + CLOCKS_MS)]))
          .where(eb => eb(eb.selectFrom('reminder as other').select(of => of.fn.countAll().as('count'))
            .where('other.corpId', '=', corpId).whereRef('other.ownerUserId', '=', 'reminder.ownerUserId')
            .where('other.claimedAt', '>', at - MINUTE_MS).where('other.claimedAt', '<=', at), '<', MEMBER_A_MINUTE))
          .orderBy('nextAt').orderBy('id').limit(ROWS_A_CLAIM).execute()
        const ids = due.map(({ id }) => id)
        // A snooze or a deletion may have come in between.
        const claimed = ids.length === 0
          ? []
          : await transaction.updateTable('reminder').set({ claimedUntil: at + CLAIM_MS, claimedAt: at })
              .where('id', 'in', ids).where('state', '=', 'open').where('nextAt', '<=', at).returning(['id', 'version'])
              .execute()
        return due.filter(row => claimed.some(({ id, version }) => id === row.id && version === row.version))
          .map(row => ({ ...row, claimedAt: at }))
      })
    },

    async renew(claimed) {
      const [first] = claimed
      if (!first) return
      await database.run(query => query.updateTable('reminder').set({ claimedUntil: now() + CLAIM_MS })
        .where('id', 'in', claimed.map(({ id }) => id)).where('claimedAt', '=', first.claimedAt)
        .where('claimedUntil', '>', 0).where('state', '=', 'open').execute())
    },

    async settle({ id, version, attempts, claimedAt }, outcome) {
      await database.run(query => query.updateTable('reminder')
        .set({ ...outcome, attempts: attempts + 1, claimedUntil: 0 })
        .where(eb => eb.and({ id, version, claimedAt, state: 'open' })).execute())
    },
  }
}

/**
 * Deletes reminders that were due longer ago than they are kept.
 *
 * @param before milliseconds since 1970
 * @throws {AppError} store_unavailable
 */
export async function pruneReminders(database: SqlDatabase, corpId: string, before: number): Promise<void> {
  await database.run(query => query.deleteFrom('reminder').where('corpId', '=', corpId).where('dueAt', '<', before)
    .execute())
}
