import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { checkpointSlot, readHead } from '../../../server/audit/checkpoint.ts'
import { verifyNewest } from '../../../server/audit/verify-newest.ts'
import { audit as check } from '../../../server/doctor/checks/audit.ts'
import type { DoctorContext } from '../../../server/doctor/context.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { entry, openTestAudit, ROOTS } from '../../support/audit-entries.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const CORP = 'ww1'

describe('the check of the audit', () => {
  let database: SqlDatabase
  const vault = createPlainVault()
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-audit-'))
    database = openSqlDatabase({ folder })
    onTestFinished(async () => {
      await database.close()
      rmSync(folder, { recursive: true })
    })
  })

  const run = (roots: readonly string[] = ROOTS, isThere = true) => check.run({
    verifyAudit: async () => isThere ? verifyNewest({ database, corpId: CORP, roots, vault }) : undefined, vault,
  } as unknown as DoctorContext)
  const write = (...members: string[]) =>
    openTestAudit(database, CORP).append(...members.map(actor => entry({ actor })))

  it('is right without a database and without a row', async () => {
    expect(await run(ROOTS, false)).toMatchObject({ status: 'ok', evidence: { en: 'no row yet' } })
    expect(await run()).toMatchObject({ status: 'ok', evidence: { en: 'no row yet' } })
  })

  it('counts rows that are as they were written', async () => {
    await write('lin', 'wang')
    expect(await run()).toMatchObject({
      status: 'ok', evidence: { en: '2 rows, the newest are as they were written' },
    })
  })

  it('names the row that was changed', async () => {
    await write('lin', 'wang', 'chen')
    await database.run(query => query.updateTable('auditRow').set({ actor: 'other' }).where('seq', '=', 2).execute())
    expect(await run()).toMatchObject({ status: 'fail', cause: 'forged', evidence: { 'zh-CN': '第 2 行' } })
  })

  it('finds that an older database was put back', async () => {
    await write('lin')
    const { head } = (await database.run(query => readHead(query, CORP)))!
    await checkpointSlot(vault).set({ rows: 2, head })
    onTestFinished(() => checkpointSlot(vault).delete())
    expect(await run()).toMatchObject({ status: 'fail', cause: 'older', evidence: { en: 'row 2' } })
  })

  it('says that no session password opens the key', async () => {
    await write('lin')
    expect(await run(['another password of the audit'])).toMatchObject({ status: 'fail', cause: 'unreadable' })
  })
})
