import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findDecisions } from '../../../server/identity/find-decisions.ts'
import { createIdentities } from '../../../server/identity/identities.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { NOON, openId, seen } from '../../support/identity-world.ts'

let folder: string
let database: SqlDatabase
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-decisions-'))
  database = openSqlDatabase({ folder })
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

describe('the decisions about a person\'s accounts', () => {
  it('are by the one who decided last, also when every link was declared wrong before', async () => {
    let now = NOON
    const identities = createIdentities(database, () => now)
    const [one, two] = ['u1', 'u2'].map(unionId => ({ openPlatform: 'main', unionId }))
    await identities.record([seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2')])
    await identities.withdraw(openId('o1'), one!, 'api-key:first')
    now += 1_000
    await identities.withdraw(openId('o1'), two!, 'api-key:second')
    now += 1_000
    await identities.keep(openId('o1'), one!, 'api-key:third')
    expect([...(await identities.decisions(one!)).values()]).toMatchObject([
      { by: 'api-key:third', at: new Date(now).toISOString() },
    ])
    const { changes } = await identities.changes(0, 10)
    expect(changes.map(({ change, by }) => `${change} ${by}`)).toEqual([
      'linked jscode2session', 'linked jscode2session', 'withdrawn api-key:first', 'withdrawn api-key:second',
      'kept api-key:third',
    ])
  })

  it('are none when the person is erased while they are looked up', async () => {
    const identities = createIdentities(database, () => NOON)
    const person = { openPlatform: 'main', unionId: 'u1' }
    await identities.record([seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2')])
    await identities.keep(openId('o1'), person, 'admin')
    const decisions = await database.run(query => findDecisions(query.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        await query.deleteFrom('identityLink').execute()
        return result
      },
    }), person))
    expect(decisions).toEqual(new Map())
  })
})
