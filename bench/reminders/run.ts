import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../server/storage/sql/sql-database.ts'
import { percentile } from '../percentile.ts'
import { startFleet } from './fleet.ts'
import type { Fleet } from './fleet.ts'
import type { Wecom } from './wecom.ts'

const ROWS_A_STATEMENT = 500
/** Until the first reminder is due: the processes start meanwhile. */
const LEAD_MS = 8_000
/** How long the last ones may take: longer than any is late, shorter than forever. */
const PATIENCE_MS = 60_000
const LOOK_MS = 500

/** Reminders that are due one after the other. */
export interface Load {
  userIds: readonly string[]
  reminders: number
  /** From the first to the last. */
  overMs: number
}

/** What became of a load. */
export interface Outcome {
  lost: number
  doubled: number
  /** Calls of message/send beyond one for each reminder. */
  repeated: number
  /** Of all reminders: how much later than due, milliseconds. */
  late: { median: number, p99: number, most: number }
  /** When the last one arrived, milliseconds after a moment. */
  lastAfter: (at: number) => number
}

/**
 * Sends a load from a new database.
 *
 * @param meanwhile begins when the first one is due
 */
export async function run(
  place: SqlDatabaseOptions, processes: number, wecom: Wecom, load: Load, meanwhile: (fleet: Fleet) => Promise<void>,
): Promise<Outcome> {
  const database = openSqlDatabase(place)
  const start = Date.now() + LEAD_MS
  const dueAt = await fill(database, wecom.environment.NUXT_WECOM_CORP_ID!, load, start)
  const callsBefore = (await wecom.delivered()).calls
  const fleet = await startFleet(processes, {
    ...wecom.environment, NUXT_DATA_DIR: place.folder, NUXT_DATABASE_URL: place.databaseUrl ?? '',
  })
  await sleep(start - Date.now())
  const acting = meanwhile(fleet)
  const end = start + load.overMs + PATIENCE_MS
  while (await isAnyOpen(database) && Date.now() < end) await sleep(LOOK_MS)
  await acting
  fleet.close()
  await database.close()
  const { cards, calls } = await wecom.delivered()

  const arrived = new Map(cards.map(({ taskId, at }) => [taskId, at]))
  const late = [...arrived].map(([taskId, at]) => at - dueAt.get(taskId)!)
  return {
    lost: dueAt.size - arrived.size,
    doubled: cards.length - arrived.size,
    repeated: calls - callsBefore - arrived.size,
    late: { median: percentile(late, 0.5), p99: percentile(late, 0.99), most: Math.max(...late) },
    lastAfter: moment => Math.max(...arrived.values()) - moment,
  }
}

/** @returns when each is due, by the task id of its card */
async function fill(
  database: SqlDatabase, corpId: string, { userIds, reminders, overMs }: Load, start: number,
): Promise<Map<string, number>> {
  // WeCom takes each task id once: those of another run are others.
  const ofRun = randomUUID().replaceAll('-', '').slice(16)
  const rows = Array.from({ length: reminders }, (_, i) => {
    const dueAt = start + Math.floor(i * overMs / reminders)
    return {
      id: ofRun + i.toString(16).padStart(16, '0'), corpId, subjectKind: 'externalUserId' as const,
      subjectScope: corpId, subjectId: `wm${i}`, ownerUserId: userIds[i % userIds.length]!, text: `提醒 ${i}`, dueAt,
      createdAt: start, state: 'open' as const, version: 1, attempts: 0, nextAt: dueAt, claimedUntil: 0, claimedAt: 0,
    }
  })
  await database.run(async (query) => {
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      await query.insertInto('reminder').values(rows.slice(from, from + ROWS_A_STATEMENT)).execute()
    }
  })
  return new Map(rows.map(({ id, dueAt }) => [`${id}-1`, dueAt]))
}

async function isAnyOpen(database: SqlDatabase): Promise<boolean> {
  const row = await database.run(query =>
    query.selectFrom('reminder').select('id').where('state', '=', 'open').limit(1).executeTakeFirst())
  return row !== undefined
}
