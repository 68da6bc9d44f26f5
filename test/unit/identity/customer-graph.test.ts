import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCustomerGraph } from '../../../server/identity/customer-graph.ts'
import type { CustomerGraph } from '../../../server/identity/customer-graph.ts'
import { createIdentities } from '../../../server/identity/identities.ts'
import type { Identities } from '../../../server/identity/identities.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { CORP, customer, MINI_PROGRAM, NOON, openId, seen } from '../../support/identity-world.ts'
import { coded } from '../../support/coded.ts'

let folder: string
let database: SqlDatabase
let identities: Identities
let graph: CustomerGraph
let failures: unknown[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'customer-identities-'))
  database = openSqlDatabase({ folder })
  identities = createIdentities(database, () => NOON)
  failures = []
  graph = createCustomerGraph({
    identities, corpId: CORP, now: () => NOON, onRecordFailure: error => failures.push(error),
    apps: [{ appId: MINI_PROGRAM, name: '会员小程序', kind: 'miniProgram' }],
  })
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

describe('the accounts of a customer', () => {
  it('include what was noted just before, with the name of the app', async () => {
    await identities.record([seen(openId('o1'), 'u1', { seenAt: NOON - 300_000 })])
    graph.note({ externalUserId: 'wm1', unionId: 'u1' }, 'externalcontact/get')
    const iso = (at: number) => new Date(at).toISOString()
    const sources = (source: string, at: number) => [{ source, firstSeenAt: iso(at), lastSeenAt: iso(at) }]
    const app = { appName: '会员小程序', appKind: 'miniProgram' }
    expect(await graph.find('wm1')).toEqual({
      externalUserId: 'wm1',
      unionId: 'u1',
      accounts: [
        { ...openId('o1'), ...app, sources: sources('jscode2session', NOON - 300_000) },
        { ...customer('wm1'), appName: undefined, appKind: undefined, sources: sources('externalcontact/get', NOON) },
      ],
      conflicts: [],
    })
  })

  it('and the unionid are what is written about, also when the customer was noted just before', async () => {
    await identities.record([seen(openId('o1'), 'u1')])
    graph.note({ externalUserId: 'wm1', unionId: 'u1' }, 'externalcontact/get')
    expect(await graph.subjects('wm1'))
      .toEqual([customer('wm1'), { kind: 'unionId', scope: 'main', id: 'u1' }, openId('o1')])
  })

  it('are empty for a customer without unionid, also when another corp has one with the same id', async () => {
    graph.note({ externalUserId: 'wm1' }, 'externalcontact/get')
    await identities.record([seen(customer('wm1', 'wwOther'), 'u1')])
    expect(await graph.find('wm1')).toEqual({ externalUserId: 'wm1', accounts: [], conflicts: [] })
    expect(failures).toEqual([])
  })

  it('are empty when the person is erased while they are looked up', async () => {
    await identities.record([seen(customer('wm1'), 'u1')])
    const slow = createCustomerGraph({
      identities: { ...identities, async people(unionIds) {
        await identities.erase({ openPlatform: 'main', unionId: 'u1' }, async () => {})
        return identities.people(unionIds)
      } },
      corpId: CORP, apps: [], now: () => NOON, onRecordFailure: error => failures.push(error),
    })
    expect(await slow.find('wm1')).toEqual({ externalUserId: 'wm1', accounts: [], conflicts: [] })
  })

  it('do not include those of an equal unionid in another open-platform account', async () => {
    await identities.record([seen(openId('o1'), 'u1', { openPlatform: 'other' })])
    graph.note({ externalUserId: 'wm1', unionId: 'u1' }, 'externalcontact/get')
    expect((await graph.find('wm1')).accounts).toMatchObject([customer('wm1')])
  })

  it('are empty for a customer in conflict, until an admin decides', async () => {
    await identities.record([seen(openId('o2'), 'u2')])
    graph.note({ externalUserId: 'wm1', unionId: 'u1' }, 'externalcontact/get')
    graph.note({ externalUserId: 'wm1', unionId: 'u2' }, 'externalcontact/get')
    const claims = [{ unionId: 'u1' }, { unionId: 'u2' }]
    expect(await graph.find('wm1')).toMatchObject({ accounts: [], conflicts: [{ account: customer('wm1'), claims }] })
    await graph.resolve('wm1', { account: customer('wm1'), openPlatform: 'main', unionId: 'u2' }, 'admin')
    expect(await graph.find('wm1'))
      .toMatchObject({ unionId: 'u2', accounts: [{ id: 'wm1' }, { id: 'o2' }], conflicts: [] })
  })

  it('show the decision and its admin, until a later decision, also after a source repeats its claim', async () => {
    await identities.record([
      seen(customer('wm1'), 'u1'), seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2'), seen(openId('o1'), 'u3'),
      seen(openId('o2'), 'u1'), seen(openId('o2'), 'u2'),
    ])
    await graph.resolve('wm1', { account: openId('o1'), openPlatform: 'main', unionId: 'u1' }, 'linxiaotong')
    await identities.record([seen(openId('o1'), 'u2')])
    const { accounts } = await graph.find('wm1')
    const decisions = accounts.map(({ id, decision }) =>
      [id, decision && { ...decision, claims: decision.claims.map(({ unionId }) => unionId) }])
    const rejected = expect.stringMatching(/u[23]/)
    expect(decisions).toEqual([
      ['wm1', undefined],
      ['o1', { by: 'linxiaotong', at: new Date(NOON).toISOString(), claims: ['u1', rejected, rejected] }],
    ])
    await graph.resolve('wm1', { account: openId('o1'), openPlatform: 'main', unionId: 'u2' }, 'chenzhiyuan')
    expect(await identities.owners([openId('o1')])).toEqual([{ owner: { openPlatform: 'main', unionId: 'u2' } }])
    expect((await graph.find('wm1')).accounts).toMatchObject([{ id: 'wm1' }])
  })

  it('can be decided only in a conflict of this customer', async () => {
    await identities.record([
      seen(openId('o1'), 'u3'), seen(openId('o1'), 'u4'), seen(openId('o2'), 'u1'), seen(openId('o2'), 'u2'),
    ])
    graph.note({ externalUserId: 'wm1', unionId: 'u1' }, 'externalcontact/get')
    for (const account of [customer('wm1'), openId('o1')]) {
      const unionId = account.kind === 'openId' ? 'u3' : 'u1'
      await expect(graph.resolve('wm1', { account, openPlatform: 'main', unionId }, 'admin'))
        .rejects.toEqual(coded('edit_conflict'))
    }
  })

  it('wait only for the recordings of this customer', async () => {
    const [first, second] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const slow = createCustomerGraph({
      identities: { ...identities, async record(observations) {
        await (observations[0]!.account.id === 'wm1' ? first : second).promise
        return identities.record(observations)
      } },
      corpId: CORP, apps: [], now: () => NOON, onRecordFailure: error => failures.push(error),
    })
    slow.note({ externalUserId: 'wm1', unionId: 'u1' }, 'externalcontact/get')
    slow.note({ externalUserId: 'wm2', unionId: 'u2' }, 'externalcontact/get')
    const found = slow.find('wm1')
    expect(await slow.find('wm3')).toMatchObject({ accounts: [] })
    first.resolve(undefined)
    expect(await found).toMatchObject({ unionId: 'u1' })
    let settled = false
    const settling = slow.settle().then(() => settled = true)
    await database.run(async () => {})
    expect(settled).toBe(false)
    second.resolve(undefined)
    await settling
    expect(await slow.find('wm2')).toMatchObject({ unionId: 'u2' })
  })

  it('do not make a note fail when the link cannot be stored', async () => {
    await database.run(async () => {})
    await database.close()
    expect(graph.note({ externalUserId: 'wm1', unionId: 'u1' }, 'externalcontact/get')).toBeUndefined()
    await graph.settle()
    expect(failures).toHaveLength(1)
    database = openSqlDatabase({ folder })
  })
})
