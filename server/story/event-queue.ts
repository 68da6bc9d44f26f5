import { createHash } from 'node:crypto'
import type { ExpressionBuilder } from 'kysely'
import type { Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { CallbackEvent, GroupChange } from '../wecom/callback/event.ts'
import { subjectColumns } from './entry.ts'

/** An event about a customer. */
export type CustomerEvent = RelationEvent | PersonInGroup

/** What happened between a member and a customer. */
export type RelationEvent = Extract<CallbackEvent, { kind: 'customer' }>

/** What a group's event tells about one of the people in it, who may be no customer. */
export interface PersonInGroup extends Pick<Extract<CallbackEvent, { kind: 'group' }>, 'chatId' | 'way' | 'at'> {
  kind: 'person_in_group'
  externalUserId: string
  change: GroupChange
}

/** Longer than the work on an event takes: then its process is dead, and another one does it. */
export const CLAIM_MS = 30_000
/** Tries before an event goes aside. */
export const MOST_ATTEMPTS = 5
/** An event aside is tried again: the reason may have been mended, for example by a new version. */
const ASIDE_MS = 24 * 60 * 60_000
/** Clocks of processes differ, and a process waits for its turn: a row may be due later than this one could make it. */
const CLOCKS_MS = 60_000
/** Few, so that a process that dies keeps few of them waiting. */
const EVENTS_A_CLAIM = 20
/** What an event aside says when its process never came back from it. */
const UNFINISHED = 'unfinished'

/** An event that this process works on. */
export interface ClaimedEvent {
  id: string
  event: CustomerEvent
  /** This one included. */
  attempts: number
}

/** What became of the work on an event; an `outage` is not counted as a try. */
export type EventOutcome = { kind: 'done' } | { kind: 'outage', retryAt: number }
  | { kind: 'failed', problem: string, retryAt: number }

/** Events of WeCom about customers that wait to be worked on. Every method throws {AppError} store_unavailable. */
export interface EventQueue {
  /** An event that waits already, or is aside, is not added again. @returns when they cannot be lost any more */
  add(...events: CustomerEvent[]): Promise<void>
  /** No other process gets the same ones, unless this process does not settle them in time. */
  claim(): Promise<ClaimedEvent[]>
  /** @returns whether the event is aside now */
  settle(claimed: ClaimedEvent, outcome: EventOutcome): Promise<boolean>
}

/** @param now milliseconds since 1970; it may jump: an event is then worked on early or late, never lost */
export function createEventQueue(database: SqlDatabase, corpId: string, now: () => number): EventQueue {
  return {
    async add(...events) {
      const at = now()
      const rows = events.map((event) => {
        const text = JSON.stringify(event)
        const subject = subjectColumns({ kind: 'externalUserId', scope: corpId, id: event.externalUserId })
        const id = createHash('sha256').update(`${corpId} ${text}`).digest('hex')
        return { id, corpId, ...subject, event: text, receivedAt: at, nextAt: at, attempts: 0, problem: null }
      })
      await database.run(query => query.insertInto('callbackEvent').values(rows)
        .onConflict(conflict => conflict.doNothing()).execute())
    },

    async claim() {
      const at = now()
      const isAny = await database.run(query => query.selectFrom('callbackEvent').select('id')
        .where('corpId', '=', corpId).where(due(at)).limit(1).executeTakeFirst())
      if (!isAny) return []
      return database.exclusively(`callback-events ${corpId}`, async (transaction) => {
        const rows = await transaction.selectFrom('callbackEvent').select(['id', 'event', 'attempts'])
          .where('corpId', '=', corpId).where(due(at)).orderBy('nextAt').orderBy('id').limit(EVENTS_A_CLAIM).execute()
        for (const { id, attempts } of rows) {
          // The last try is aside before it begins: it may end its process, too.
          const isLast = attempts + 1 >= MOST_ATTEMPTS
          const kept = isLast ? { nextAt: at + ASIDE_MS, problem: UNFINISHED } : { nextAt: at + CLAIM_MS }
          await transaction.updateTable('callbackEvent').set({ attempts: attempts + 1, ...kept })
            .where('id', '=', id).execute()
        }
        return rows.map(({ id, event, attempts }) =>
          ({ id, event: JSON.parse(event) as CustomerEvent, attempts: attempts + 1 }))
      })
    },

    async settle({ id, attempts }, outcome) {
      const isAside = outcome.kind === 'failed' && attempts >= MOST_ATTEMPTS
      await database.run(async (query) => {
        if (outcome.kind === 'done') return void await query.deleteFrom('callbackEvent').where('id', '=', id).execute()
        const change = outcome.kind === 'outage'
          ? { attempts: attempts - 1, nextAt: outcome.retryAt, problem: null }
          : isAside ? { problem: outcome.problem } : { nextAt: outcome.retryAt }
        await query.updateTable('callbackEvent').set(change).where('id', '=', id).where('attempts', '=', attempts)
          .execute()
      })
      return isAside
    },
  }
}

/** Far in the future: the clock was set back since. */
function due(at: number) {
  return (eb: ExpressionBuilder<Schema, 'callbackEvent'>) =>
    eb.or([eb('nextAt', '<=', at), eb('nextAt', '>', at + ASIDE_MS + CLOCKS_MS)])
}

/**
 * Deletes events that came longer ago than they are kept, and are still aside.
 *
 * @param before milliseconds since 1970
 * @throws {AppError} store_unavailable
 */
export async function pruneEvents(database: SqlDatabase, corpId: string, before: number): Promise<void> {
  await database.run(query => query.deleteFrom('callbackEvent').where('corpId', '=', corpId)
    .where('receivedAt', '<', before).execute())
}
