import type { Transaction } from 'kysely'
import { MAIN_OPEN_PLATFORM } from '#shared/utils/identity-claim.ts'
import { LeaseLostError, StoppedError } from '../../jobs/errors.ts'
import type { Lease } from '../../jobs/lease.ts'
import type { Pace } from '../../jobs/pace.ts'
import { retryThroughOutages } from '../../jobs/patience.ts'
import type { Schema } from '../../storage/sql/schema.ts'
import type { SqlDatabase } from '../../storage/sql/sql-database.ts'
import type { Clock } from '../../upstream/clock.ts'
import { pastMoment } from '../../upstream/past-moment.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../upstream/upstream-error.ts'
import type { CustomerUnionIdPage } from '../../wecom/api/customer-union-ids.ts'
import { WECOM } from '../../wecom/wecom-upstream.ts'
import type { Observation } from '../observation.ts'
import { recordLinks } from '../record-links.ts'
import { advance, nextBatch, restart, split } from './batches.ts'
import type { Batch } from './batches.ts'
import type { CustomerDirectory } from './customer-directory.ts'
import { openRun, readProgress, saveMoments } from './run-state.ts'

/** A cursor that expires this often does not expire by chance. */
const MOST_RESTARTS = 5
/** Members in a row that WeCom refuses without a known reason: more than that, and it refuses the call itself. */
const MOST_UNEXPLAINED = 10
const SOURCE = 'externalcontact/batch/get_by_user'

/** One run of the full sync, in the process that holds its lease. */
export interface SyncRun {
  database: SqlDatabase
  directory: CustomerDirectory
  corpId: string
  clock: Clock
  pace: Pace
  lease: Lease
  stop: AbortSignal
  /** Called when a member is left out. */
  onLeftOut: (refusal: UpstreamRefusedError) => void
}

/**
 * Starts or continues a run and works through its batches.
 *
 * @param since a run that finished at or after this moment (milliseconds since 1970) is recent enough
 * @throws {StoppedError | LeaseLostError | AppError | UpstreamRefusedError | UpstreamUnavailableError}
 */
export async function syncEveryCustomer(run: SyncRun, since: number): Promise<'complete' | 'unneeded'> {
  const { database, directory, corpId, clock, lease } = run
  const progress = await retry(run, () => database.run(query => readProgress(query, corpId)))
  const finishedAt = pastMoment(progress?.finishedAt, clock.wall())
  if (finishedAt !== undefined && finishedAt >= since) return 'unneeded'
  const members = await retry(run, () => directory.members())
  await retry(run, () => openRun(lease, corpId, members, clock.wall()))
  // After a refusal, the other half of the batch comes first: it shows whether WeCom answers at all.
  const findNext = (from: 'beginning' | 'end') =>
    retry(run, () => database.run(query => nextBatch(query, corpId, from)))
  let unexplained = 0
  let refusal: UpstreamRefusedError | undefined
  for (let batch = await findNext('beginning'); batch; batch = await findNext(refusal ? 'end' : 'beginning')) {
    refusal = await syncBatch(run, batch)
    if (!refusal) unexplained = 0
    else if (refusal.isUnexplained && batch.userIds.length === 1 && ++unexplained > MOST_UNEXPLAINED) throw refusal
  }
  await retry(run, () => saveMoments(lease, corpId, { finishedAt: clock.wall(), waitingUntil: null }))
  return 'complete'
}

/**
 * After a refusal that may concern only this batch, changes the batch so that the next try can succeed.
 *
 * @returns the refusal
 */
async function syncBatch(run: SyncRun, batch: Batch): Promise<UpstreamRefusedError | undefined> {
  try {
    await syncPages(run, batch)
    return undefined
  }
  catch (error) {
    if (!(error instanceof UpstreamRefusedError)) throw error
    if (error.errcodeClass === 'bad_cursor') {
      const isLast = batch.restarts >= MOST_RESTARTS
      await write(run, transaction => restart(transaction, batch, isLast ? 0 : batch.restarts + 1))
      // The next run must not begin with the same cursor.
      if (isLast) throw error
    }
    else if (error.concernsMember || error.isUnexplained) {
      await write(run, transaction => split(transaction, batch, error.errcode))
      if (batch.userIds.length === 1) run.onLeftOut(error)
    }
    else throw error
    return error
  }
}

async function syncPages(run: SyncRun, batch: Batch): Promise<void> {
  let cursor = batch.cursor
  let fetching: Promise<CustomerUnionIdPage> | undefined = fetchPage(run, batch.userIds, cursor)
  while (fetching) {
    const page: CustomerUnionIdPage = await fetching
    if (run.stop.aborted) throw new StoppedError()
    // WeCom answers the next call while the database stores this page.
    fetching = page.nextCursor ? fetchPage(run, batch.userIds, page.nextCursor) : undefined
    fetching?.catch(() => {}) // the next turn awaits it, unless storing this page fails
    await storePage(run, { ...batch, cursor }, page)
    cursor = page.nextCursor
  }
}

async function fetchPage(run: SyncRun, userIds: string[], cursor?: string): Promise<CustomerUnionIdPage> {
  const page = await retry(run, async () => {
    await run.pace(run.stop)
    return run.directory.page(userIds, cursor)
  })
  // Without this check the run would never end.
  if (page.nextCursor && page.nextCursor === cursor) throw new UpstreamUnavailableError(WECOM, SOURCE, 'bad_body')
  return page
}

/** @param batch with the cursor of this page */
function storePage(run: SyncRun, batch: Batch, page: CustomerUnionIdPage): Promise<void> {
  return write(run, async (transaction) => {
    await recordLinks(transaction, observationsOf(run, page))
    await advance(transaction, batch, page)
  })
}

function observationsOf({ corpId, clock }: SyncRun, { customers }: CustomerUnionIdPage): Observation[] {
  const seenAt = clock.wall()
  return customers.flatMap(({ externalUserId, unionId }): Observation[] => {
    const account = { kind: 'externalUserId' as const, scope: corpId, id: externalUserId }
    return unionId ? [{ account, openPlatform: MAIN_OPEN_PLATFORM, unionId, source: SOURCE, seenAt }] : []
  })
}

function write(run: SyncRun, work: (transaction: Transaction<Schema>) => Promise<void>): Promise<void> {
  return retry(run, () => run.lease.write(work))
}

function retry<T>(run: SyncRun, work: () => Promise<T>): Promise<T> {
  const { clock, stop } = run
  return retryThroughOutages(work, { clock, stop, onWait: until => showWait(run, until) })
}

/** Only for display, so an outage of the database is ignored here. */
async function showWait({ lease, corpId }: SyncRun, waitingUntil: number | null): Promise<void> {
  await saveMoments(lease, corpId, { waitingUntil }).catch((error: unknown) => {
    if (error instanceof LeaseLostError) throw error
  })
}
