import type { Kysely, Transaction } from 'kysely'
import { isLeaseHeld } from '../../jobs/lease.ts'
import type { Lease } from '../../jobs/lease.ts'
import type { JobProgress } from '../../jobs/job.ts'
import type { Schema } from '../../storage/sql/schema.ts'
import { addMembers } from './batches.ts'

/** A run older than this does not continue: the answers it has recorded are too old. */
const STALE_MS = 3 * 24 * 60 * 60_000

/** `holder` and `beat` belong to earlier versions, which may share the database during an update. */
const NEVER_RAN = {
  holder: null, beat: 0, startedAt: null, finishedAt: null, failedAt: null, waitingUntil: null, expectedCustomers: 0,
}

/** How far the sync of a corp is. Times are milliseconds since 1970. */
export interface SyncProgress extends JobProgress {
  /** A process runs it, or did so until a few seconds ago. */
  isHeld: boolean
  startedAt?: number
  /** The run waits until then: WeCom throttles, or WeCom or the database is away. */
  waitingUntil?: number
  members: number
  membersDone: number
  pages: number
  /** A customer of two members counts twice. */
  customers: number
  withUnionId: number
  /** The count of the run before; 0 when there was none. */
  expectedCustomers: number
  /** Members whose customers were left out, with WeCom's errcode. */
  skippedMembers: { userId: string, errcode: number }[]
}

/** Moments of a run, milliseconds since 1970. */
interface RunMoments {
  finishedAt?: number
  failedAt?: number | null
  waitingUntil?: number | null
}

/** The name of the lease. */
export function jobName(corpId: string): string {
  return `identity-sync ${corpId}`
}

/**
 * Continues an unfinished run and adds the members who have joined since. Starts a new run when there is none, or when
 * it is days old.
 *
 * @param now milliseconds since 1970
 */
export function openRun(lease: Lease, corpId: string, members: readonly string[], now: number): Promise<void> {
  return lease.write(async (transaction) => {
    // First, because it locks the row: a process of an earlier version, which has another lease, waits here.
    await writeMoments(transaction, corpId, { failedAt: null, waitingUntil: null })
    const run = await transaction.selectFrom('identitySync').select(['startedAt', 'finishedAt'])
      .where('corpId', '=', corpId).executeTakeFirstOrThrow()
    const isUnfinished = run.startedAt !== null && run.finishedAt === null && now - run.startedAt < STALE_MS
    if (!isUnfinished) await startRun(transaction, corpId, now)
    await addMembers(transaction, corpId, members)
  })
}

async function startRun(transaction: Transaction<Schema>, corpId: string, now: number): Promise<void> {
  const { customers: expectedCustomers } = await countBatches(transaction, corpId)
  await transaction.deleteFrom('identitySyncBatch').where('corpId', '=', corpId).execute()
  await transaction.deleteFrom('identitySyncSkip').where('corpId', '=', corpId).execute()
  await transaction.updateTable('identitySync').where('corpId', '=', corpId)
    .set({ startedAt: now, finishedAt: null, expectedCustomers }).execute()
}

/** Saves that the run is complete, was given up, or waits. */
export function saveMoments(lease: Lease, corpId: string, moments: RunMoments): Promise<void> {
  return lease.write(transaction => writeMoments(transaction, corpId, moments))
}

async function writeMoments(transaction: Transaction<Schema>, corpId: string, moments: RunMoments): Promise<void> {
  await transaction.insertInto('identitySync').values({ ...NEVER_RAN, corpId, ...moments })
    .onConflict(conflict => conflict.column('corpId').doUpdateSet(moments)).execute()
}

/** @returns undefined when there was no run yet */
export async function readProgress(database: Kysely<Schema>, corpId: string): Promise<SyncProgress | undefined> {
  const run = await database.selectFrom('identitySync')
    .select(['startedAt', 'finishedAt', 'failedAt', 'waitingUntil', 'expectedCustomers'])
    .where('corpId', '=', corpId).executeTakeFirst()
  if (!run) return undefined
  const skippedMembers = await database.selectFrom('identitySyncSkip').select(['userId', 'errcode'])
    .where('corpId', '=', corpId).orderBy('userId').execute()
  return {
    isHeld: await isLeaseHeld(database, jobName(corpId)),
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
  const rows = await database.selectFrom('identitySyncBatch')
    .select(['members', 'done', 'pages', 'customers', 'withUnionId']).where('corpId', '=', corpId).execute()
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
