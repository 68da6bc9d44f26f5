import { Readable } from 'node:stream'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Checkpoint } from '../../server/audit/checkpoint.ts'
import { linesOf } from '../../server/audit/export-format.ts'
import type { ExportFormat } from '../../server/audit/export-format.ts'
import { relatedIds } from '../../server/audit/related-ids.ts'
import { allOf } from '../../server/audit/search.ts'
import { verifyAudit } from '../../server/audit/verify.ts'
import type { AuditVerdict } from '../../server/audit/verify.ts'
import { whoLine } from './texts.ts'
import type { OpenAudit } from './open-audit.ts'

/** Milliseconds since 1970; `to` is not included. */
export interface Period {
  from?: number
  to?: number
}

type Write = (text: string) => void

/** Prints who did what to a customer, the newest first. @returns how many rows there are */
export async function printWho(
  { database, corpId, openKeys }: OpenAudit, id: string, period: Period, json: boolean, write: Write,
): Promise<number> {
  const { pseudonym } = await openKeys()
  const subjects = (await relatedIds(database, corpId, id)).map(pseudonym)
  let rows = 0
  for await (const record of allOf(database, corpId, { subjects, ...period })) {
    write(`${json ? JSON.stringify(record) : whoLine(record)}\n`)
    rows += 1
  }
  return rows
}

/** Prints all rows of a period. */
export async function printExport(
  { database, corpId }: OpenAudit, period: Period, format: ExportFormat, out: Writable,
): Promise<void> {
  await pipeline(Readable.from(linesOf(allOf(database, corpId, period), format)), out, { end: false })
}

/**
 * @param seen checkpoints from the log
 * @param warn gets what could not be compared
 */
export async function verify(
  audit: OpenAudit, seen: readonly Checkpoint[], warn: Write,
): Promise<AuditVerdict> {
  const { database, corpId } = audit
  // Read first: servers go on writing. Where that store cannot be reached, the rest can still be checked.
  const kept = await audit.keptCheckpoint().catch(() => {
    warn('The checkpoint that servers keep could not be read: an older database would look right. '
      + 'Check NUXT_REDIS_URL, or give --checkpoint.\n')
    return undefined
  })
  const checkpoints = kept ? [...seen, kept] : seen
  return verifyAudit({ database, corpId, keys: await audit.openKeys(), checkpoints })
}
