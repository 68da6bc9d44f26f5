import type { ExpressionBuilder } from 'kysely'
import type { ReminderTable } from '../storage/sql/reminder-schema.ts'
import type { Schema } from '../storage/sql/schema.ts'
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
      const isAny = await database.run(query => query.selectFrom('reminder').select('id')
        .where(eb => eb.and({ corpId, state: 'open' })).where('nextAt', '<=', now()).limit(1).executeTakeFirst())
      if (!isAny) return []
      return database.exclusively(`reminders-claim ${corpId}`, async (transaction) => {
        // Not before its turn: what others have claimed meanwhile would not count.
        const at = now()
        const due = await transaction.selectFrom('reminder')
          .select(['id', 'version', 'ownerUserId', 'subjectId', 'text', 'dueAt', 'attempts'])
          .select(eb => claimedOfOwner(eb, at).as('claimedOfOwner'))
          .where(eb => eb.and({ corpId, state: 'open' })).where('nextAt', '<=', at)
          // Far in the future: the clock was set back since the claim.
          .where(eb => eb.or([eb('claimedUntil', '<=', at), eb('claimedUntil', '>', at + CLAIM_MS + CLOCKS_MS)]))
          .where(eb => eb(claimedOfOwner(eb, at), '<', MEMBER_A_MINUTE))
          .orderBy('nextAt').orderBy('id').limit(ROWS_A_CLAIM).execute()
        const allowed = [...Map.groupBy(due, ({ ownerUserId }) => ownerUserId).values()]
          .flatMap(own => own.slice(0, MEMBER_A_MINUTE - Number(own[0]!.claimedOfOwner)))
        // A snooze or a deletion may have come in between.
        const claimed = allowed.length === 0
          ? []
          : await transaction.updateTable('reminder').set({ claimedUntil: at + CLAIM_MS, claimedAt: at })
              .where('id', 'in', allowed.map(({ id }) => id)).where('state', '=', 'open').where('nextAt', '<=', at)
              .returning(['id', 'version']).execute()
        return allowed.filter(row => claimed.some(({ id, version }) => id === row.id && version === row.version))
          .map(({ claimedOfOwner: _, ...row }) => ({ ...row, claimedAt: at }))
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

/** How many reminders of the owner the processes have claimed in the last minute, also one whose clock is ahead. */
function claimedOfOwner(eb: ExpressionBuilder<Schema, 'reminder'>, at: number) {
  return eb.selectFrom('reminder as other').select(of => of.fn.countAll<number | string>().as('count'))
    .whereRef('other.corpId', '=', 'reminder.corpId').whereRef('other.ownerUserId', '=', 'reminder.ownerUserId')
    .where('other.claimedAt', '>', at - MINUTE_MS).where('other.claimedAt', '<=', at + CLOCKS_MS)
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
