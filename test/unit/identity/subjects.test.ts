import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIdentities } from '../../../server/identity/identities.ts'
import type { Identities } from '../../../server/identity/identities.ts'
import { subjectOfUnionId, subjectsOf, subjectsOfAll } from '../../../server/identity/subjects.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { customer, NOON, openId, seen } from '../../support/identity-world.ts'

const person = subjectOfUnionId({ openPlatform: 'main', unionId: 'u1' })

let folder: string
let database: SqlDatabase
let identities: Identities
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subjects-'))
  database = openSqlDatabase({ folder })
  identities = createIdentities(database, () => NOON)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

describe('what is about the person of an account', () => {
  it('has the account first, then the unionid and the other accounts, each once', async () => {
    await identities.record([seen(customer('wm1'), 'u1'), seen(openId('o1'), 'u1'), seen(openId('o2'), 'u2')])
    expect(await subjectsOf(identities, customer('wm1'))).toEqual([customer('wm1'), person, openId('o1')])
    expect(await subjectsOf(identities, openId('o1'))).toEqual([openId('o1'), person, customer('wm1')])
  })

  it('is the account alone while its person is unknown or in conflict', async () => {
    await identities.record([seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2'), seen(openId('o2'), 'u1')])
    expect(await subjectsOf(identities, customer('wm1'))).toEqual([customer('wm1')])
    expect(await subjectsOf(identities, openId('o1'))).toEqual([openId('o1')])
  })

  it('is found for many ids at once, in their order, unionids among them', async () => {
    await identities.record([seen(customer('wm1'), 'u1'), seen(openId('o1'), 'u1'), seen(openId('o2'), 'u2')])
    const unknown = subjectOfUnionId({ openPlatform: 'main', unionId: 'u3' })
    expect(await subjectsOfAll(identities, [openId('o2'), person, customer('wm9'), unknown, customer('wm1')])).toEqual([
      [openId('o2'), subjectOfUnionId({ openPlatform: 'main', unionId: 'u2' })],
      [person, customer('wm1'), openId('o1')],
      [customer('wm9')],
      [unknown],
      [customer('wm1'), person, openId('o1')],
    ])
  })
})
