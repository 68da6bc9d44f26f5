import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as v from 'valibot'
import { checkpointSchema } from '../../server/audit/checkpoint.ts'
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

/** @param seen checkpoints from the log */
export async function verify(audit: OpenAudit, seen: readonly Checkpoint[]): Promise<AuditVerdict> {
  const { database, corpId } = audit
  // Read first: servers go on writing.
  const kept = await audit.keptCheckpoint()
  const checkpoints = kept ? [...seen, kept] : seen
  return verifyAudit({ database, corpId, keys: await audit.openKeys(), checkpoints })
}

/** @param given a line of the log, or a file with such lines. @returns every checkpoint in it */
export function checkpointsIn(given: string): Checkpoint[] {
  const text = given.trimStart().startsWith('{') ? given : readFileSync(given, 'utf8')
  const line = v.pipe(v.string(), v.parseJson(), checkpointSchema)
  return text.split('\n').flatMap((one) => {
    const parsed = v.safeParse(line, one)
    return parsed.success ? [parsed.output] : []
  })
}
