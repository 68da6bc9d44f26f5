import type { Kysely } from 'kysely'
import type { Schema } from '../../storage/sql/schema.ts'
import { addMembers } from './batches.ts'
import type { SyncLease } from './lease.ts'

/** What a run that was left so long ago has asked about is no longer true of today. */
const STALE_MS = 3 * 24 * 60 * 60_000

/** How far the sync of a corp is. Moments are milliseconds since 1970. */
export interface SyncProgress {
  /** Somebody is at it, or was until lately. */
  isHeld: boolean
  startedAt?: number
  /** Undefined while the run is not finished. */
  finishedAt?: number
  /** The run was given up, for now. */
  failedAt?: number
  /** WeCom throttles, or cannot be reached: it goes on then. */
  waitingUntil?: number
  members: number
  membersDone: number
  pages: number
  /** A customer of two members counts twice. */
  customers: number
  withUnionId: number
  /** What the run before counted; 0 without one. */
  expectedCustomers: number
  /** Left out, with WeCom's errcode. */
  skippedMembers: { userId: string, errcode: number }[]
}

/** Continues the run that was left unfinished, unless that is days ago, with the members who have come since; else begins one. */
export function openRun(lease: SyncLease, corpId: string, members: readonly string[], now: number): Promise<void> {
  return lease.write(async (transaction) => {
    const run = await transaction.selectFrom('identitySync').select(['startedAt', 'finishedAt']).where('corpId', '=', corpId).executeTakeFirstOrThrow()
    const isUnfinished = run.startedAt !== null && run.finishedAt === null && now - run.startedAt < STALE_MS
    const update = transaction.updateTable('identitySync').where('corpId', '=', corpId).set({ failedAt: null, waitingUntil: null })
    if (isUnfinished) {
      await update.execute()
    }
    else {
      const { customers: expectedCustomers } = await countBatches(transaction, corpId)
      await transaction.deleteFrom('identitySyncBatch').where('corpId', '=', corpId).execute()
      await transaction.deleteFrom('identitySyncSkip').where('corpId', '=', corpId).execute()
      await update.set({ startedAt: now, finishedAt: null, expectedCustomers }).execute()
    }
    await addMembers(transaction, corpId, members)
  })
}

/** Puts down that the run is complete, was given up, or waits. */
export async function mark(lease: SyncLease, corpId: string, moments: { finishedAt?: number, failedAt?: number, waitingUntil?: number | null }): Promise<void> {
  await lease.write(transaction => transaction.updateTable('identitySync').where('corpId', '=', corpId).set(moments).execute())
}

/** Undefined when there never was a run. */
export async function readProgress(database: Kysely<Schema>, corpId: string): Promise<SyncProgress | undefined> {
  const run = await database.selectFrom('identitySync').selectAll().where('corpId', '=', corpId).executeTakeFirst()
  if (!run) return undefined
  const skippedMembers = await database.selectFrom('identitySyncSkip').select(['userId', 'errcode']).where('corpId', '=', corpId).orderBy('userId').execute()
  return {
    isHeld: run.holder !== null,
    startedAt: run.startedAt ?? undefined,
    finishedAt: run.finishedAt ?? undefined,
    failedAt: run.failedAt ?? undefined,
    waitingUntil: run.waitingUntil ?? undefined,
    expectedCustomers: run.expectedCustomers,
    ...await countBatches(database, corpId),
    skippedMembers,
  }
}

async function countBatches(database: Kysely<Schema>, corpId: string) {
  const rows = await database.selectFrom('identitySyncBatch').select(['members', 'done', 'pages', 'customers', 'withUnionId']).where('corpId', '=', corpId).execute()
  const counts = { members: 0, membersDone: 0, pages: 0, customers: 0, withUnionId: 0 }
  for (const { members, done, pages, customers, withUnionId } of rows) {
    counts.members += members
    counts.membersDone += done ? members : 0
    counts.pages += pages
    counts.customers += customers
    counts.withUnionId += withUnionId
  }
  return counts
}
