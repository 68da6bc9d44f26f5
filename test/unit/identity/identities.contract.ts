import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createIdentities } from '../../../server/identity/identities.ts'
import type { Identities } from '../../../server/identity/identities.ts'
import { accountKey } from '../../../server/identity/observation.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import type { IdentityTask } from '../../support/identity-process-main.ts'
import { customer, dump, MINI_PROGRAM, NOON, openId, seen, wipe } from '../../support/identity-world.ts'
import { describeIdentityLaws } from './identities.laws.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'

const MINUTE = 60_000
const script = fileURLToPath(new URL('../../support/identity-process-main.ts', import.meta.url))
const main = (unionId: string) => ({ openPlatform: 'main', unionId })
const at = (ms: number) => new Date(ms).toISOString()

/**
 * @param place where an empty database is
 * @param lawRuns random worlds each law is tried on
 */
export function describeIdentities(
  name: string, place: () => SqlDatabaseOptions | Promise<SqlDatabaseOptions>, lawRuns: number,
) {
  describe(`identities on ${name}`, () => {
    let options: SqlDatabaseOptions
    let database: SqlDatabase
    let identities: Identities
    beforeAll(async () => {
      options = await place()
      database = openSqlDatabase(options)
      identities = createIdentities(database, () => NOON)
    })
    beforeEach(() => wipe(database))
    afterAll(() => database.close())

    const person = async (unionId: string) => (await identities.people([main(unionId)]))[0]
    const owner = async (account: ReturnType<typeof customer>) => (await identities.owners([account]))[0]

    it('joins a customer and an app\'s user by their unionid, and explains both', async () => {
      await identities.record([seen(openId('o1'), 'u1')])
      await identities.record([
        seen(customer('wm1'), 'u1', { seenAt: NOON + MINUTE }),
        seen(openId('o1'), 'u1', { seenAt: NOON + MINUTE }),
        seen(openId('o1'), 'u1', { source: 'user_data', seenAt: NOON - MINUTE }),
      ])
      expect(await person('u1')).toEqual({
        ...main('u1'),
        accounts: [
          { ...openId('o1'), sources: [
            { source: 'user_data', firstSeenAt: at(NOON - MINUTE), lastSeenAt: at(NOON - MINUTE) },
            { source: 'jscode2session', firstSeenAt: at(NOON), lastSeenAt: at(NOON + MINUTE) },
          ] },
          {
            ...customer('wm1'),
            sources: [{
              source: 'externalcontact/get', firstSeenAt: at(NOON + MINUTE), lastSeenAt: at(NOON + MINUTE),
            }],
          },
        ],
        conflicts: [],
      })
      expect(await owner(customer('wm1'))).toEqual({ owner: main('u1') })
      expect(await person('u2')).toBeUndefined()
      expect(await owner(openId('o2'))).toBeUndefined()
    })

    it('gives an account that two people claim to neither, and names both sources', async () => {
      await identities.record([
        seen(customer('wm1'), 'u1'), seen(openId('o1'), 'u1'), seen(openId('o2'), 'u2'),
        seen(customer('wm1'), 'u2', { source: 'batch' }),
      ])
      const conflict = {
        account: customer('wm1'),
        claims: expect.arrayContaining([
          { ...main('u1'), sources: [expect.objectContaining({ source: 'externalcontact/get' })] },
          { ...main('u2'), sources: [expect.objectContaining({ source: 'batch' })] },
        ]),
      }
      expect(await owner(customer('wm1'))).toEqual({ conflict })
      for (const [unionId, account] of [['u1', openId('o1')], ['u2', openId('o2')]] as const) {
        expect(await person(unionId)).toMatchObject({ accounts: [account], conflicts: [conflict] })
      }
    })

    it('follows the decision in a conflict, also when a source repeats its claim, until a later one', async () => {
      const claims = [seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2')]
      await identities.record(claims)
      for (const kept of ['u2', 'u1', 'u2']) {
        await identities.keep(openId('o1'), main(kept), 'admin')
        await identities.record(claims)
        expect(await owner(openId('o1'))).toEqual({ owner: main(kept) })
        expect(await person(kept === 'u1' ? 'u2' : 'u1')).toBeUndefined()
      }
      await identities.record([seen(openId('o1'), 'u3')])
      expect(await owner(openId('o1'))).toHaveProperty('conflict')
    })

    it('tells the decisions about a person\'s accounts, the claim that holds first', async () => {
      const other = (unionId: string) => ({ openPlatform: 'other', unionId })
      await identities.record([main('u1'), main('u2'), other('u1'), other('u2')].map(({ openPlatform, unionId }) =>
        seen(openId('o1'), unionId, { openPlatform })))
      await identities.record([seen(openId('o2'), 'u3'), seen(openId('o2'), 'u4')])
      expect(await identities.decisions(other('u2'))).toEqual(new Map())
      await identities.keep(openId('o1'), other('u2'), 'admin')
      await identities.keep(openId('o2'), main('u3'), 'chief')
      const decisions = await identities.decisions(other('u2'))
      const claims = [other('u2'), ...Array.from({ length: 3 }, () => expect.anything())]
      expect([...decisions]).toMatchObject([[accountKey(openId('o1')), { by: 'admin', at: at(NOON), claims }]])
      expect([...(await identities.decisions(main('u3'))).values()]).toMatchObject([{ by: 'chief' }])
    })

    it('keeps and withdraws only what a source has said', async () => {
      await identities.record([seen(openId('o1'), 'u1')])
      await expect(identities.keep(openId('o1'), main('u2'), 'admin')).rejects.toEqual(coded('edit_conflict'))
      await expect(identities.withdraw(openId('o2'), main('u1'), 'admin')).rejects.toEqual(coded('edit_conflict'))
      await expect(identities.withdraw(openId('o1'), { openPlatform: 'other', unionId: 'u1' }, 'admin'))
        .rejects.toEqual(coded('edit_conflict'))
      await identities.withdraw(openId('o1'), main('u1'), 'admin')
      await identities.withdraw(openId('o1'), main('u1'), 'admin')
      expect(await owner(openId('o1'))).toBeUndefined()
    })

    it('exports and erases one person, and no other person', async () => {
      await identities.record([seen(openId('o2'), 'u2'), seen(customer('wm2'), 'u2')])
      const before = await dump(database)
      await identities.record([seen(openId('o1'), 'u1'), seen(customer('wm1'), 'u1'), seen(customer('wm1'), 'u3')])
      await identities.keep(customer('wm1'), main('u1'), 'admin')
      const { links, withdrawals } = await identities.export(main('u1'))
      expect(links.map(({ accountId, unionId }) => `${accountId} ${unionId}`).sort())
        .toEqual(['o1 u1', 'wm1 u1', 'wm1 u3'])
      const withdrawal = { accountId: 'wm1', unionId: 'u3', withdrawnBy: 'admin', withdrawnAt: NOON }
      expect(withdrawals).toEqual([expect.objectContaining(withdrawal)])
      const forgotten: unknown[] = []
      const forget = async (accounts: unknown[]) => void forgotten.push(...accounts)
      expect(await identities.erase(main('u1'), forget)).toEqual([customer('wm1'), openId('o1')])
      expect(forgotten).toEqual([customer('wm1'), openId('o1')])
      expect(await dump(database)).toEqual(before)
      expect(await identities.erase(main('u1'), forget)).toEqual([])
    })

    it('keeps and hides what a decision has assigned to another person', async () => {
      await identities.record([seen(openId('o1'), 'u1'), seen(customer('wm2'), 'u2'), seen(openId('o2'), 'u2')])
      const own = [seen(openId('o2'), 'u1', { source: 'api-key:shop' })]
      await identities.record(own)
      await identities.keep(openId('o2'), main('u2'), 'admin')
      const { links, withdrawals, changes } = await identities.export(main('u1'))
      expect(links.map(({ accountId, unionId }) => `${accountId} ${unionId}`).sort()).toEqual(['o1 u1', 'o2 u1'])
      expect(withdrawals).toMatchObject([{ accountId: 'o2', unionId: 'u1' }])
      expect(JSON.stringify([links, withdrawals, changes])).not.toContain('u2')

      const forgotten: unknown[] = []
      expect(await identities.erase(main('u1'), async accounts => void forgotten.push(...accounts)))
        .toEqual([openId('o1'), openId('o2')])
      expect(forgotten).toEqual([openId('o1')])
      expect(await person('u2')).toMatchObject({ accounts: [customer('wm2'), openId('o2')], conflicts: [] })
      const feed = (await identities.changes(0, 1_000)).changes
      expect(JSON.stringify([await dump(database), feed])).not.toContain('u1"')
      expect(feed.map(({ change, accountId, unionId }) => `${change} ${accountId} ${unionId}`))
        .toContain('kept o2 u2')
    })

    it('erases nothing of another person who has an equal unionid in another open-platform account', async () => {
      await identities.record([seen(openId('o1'), 'u1'), seen(openId('o1'), 'u1', { openPlatform: 'other' })])
      const owned = { owner: { openPlatform: 'other', unionId: 'u1' } }
      await identities.keep(openId('o1'), owned.owner, 'admin')
      const forgotten: unknown[] = []
      await identities.erase(main('u1'), async accounts => void forgotten.push(...accounts))
      expect(forgotten).toEqual([])
      expect(await owner(openId('o1'))).toEqual(owned)
    })

    it('erases also what a source says during the erasure', async () => {
      let isRecorded = false
      const racing = createIdentities({ ...database, async exclusively(...work) {
        const result = await database.exclusively(...work)
        if (!isRecorded) await identities.record([seen(openId('o2'), 'u1')])
        isRecorded = true
        return result
      } }, () => NOON)
      await identities.record([seen(openId('o1'), 'u1')])
      expect(await racing.erase(main('u1'), async () => {})).toEqual([openId('o1'), openId('o2')])
      expect(await dump(database)).toEqual([])
    })

    it('erases an account that belongs to no person', async () => {
      await identities.record([seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2')])
      for (const unionId of ['u1', 'u2']) await identities.withdraw(openId('o1'), main(unionId), 'api-key:shop')
      await identities.erase(main('u1'), async () => {})
      expect(await dump(database)).toEqual([])
    })

    it('erases nothing when other places cannot delete their data, and everything the next time', async () => {
      await identities.record([seen(openId('o1'), 'u1'), seen(customer('wm1'), 'u1')])
      await identities.withdraw(customer('wm1'), main('u1'), 'admin')
      const before = await dump(database)
      await expect(identities.erase(main('u1'), () => Promise.reject(new AppError('store_unavailable'))))
        .rejects.toEqual(coded('store_unavailable'))
      expect(await dump(database)).toEqual(before)
      const forgotten: unknown[] = []
      await identities.erase(main('u1'), async accounts => void forgotten.push(...accounts))
      expect(forgotten).toEqual([customer('wm1'), openId('o1')])
      expect(await dump(database)).toEqual([])
    })

    it('gives an account to exactly one person when two decisions are made at once', async () => {
      const other = openSqlDatabase(options)
      const admins = [identities, createIdentities(other, () => NOON)] as const
      for (let round = 0; round < 30; round++) {
        const account = openId(`o${round}`)
        await identities.record([seen(account, 'u1'), seen(account, 'u2'), seen(account, 'u3')])
        await Promise.all(admins.map((admin, i) => admin.keep(account, main(`u${i + 1}`), `admin${i}`)))
        const found = await owner(account)
        expect([{ owner: main('u1') }, { owner: main('u2') }]).toContainEqual(found)
        const { changes } = await identities.changes(0, 1_000)
        const ofAccount = changes.filter(({ accountId }) => accountId === account.id)
        expect({ owner: { openPlatform: 'main', unionId: ofAccount.at(-1)!.unionId } }).toEqual(found)
      }
      await other.close()
    })

    it('leaves nothing of an erased person behind a decision made at once', async () => {
      const other = openSqlDatabase(options)
      const decider = createIdentities(other, () => NOON)
      for (let round = 0; round < 30; round++) {
        const account = openId(`o${round}`)
        await identities.record([seen(account, 'u1'), seen(account, 'u2')])
        const decide = round % 2
          ? decider.keep(account, main('u1'), 'admin')
          : decider.withdraw(account, main('u2'), 'admin')
        const [decided] = await Promise.allSettled([decide, identities.erase(main('u1'), async () => {})])
        if (decided.status === 'rejected') expect(decided.reason).toEqual(coded('edit_conflict'))
        expect(await dump(database)).toEqual([])
        expect(JSON.stringify((await identities.changes(0, 1_000)).changes)).not.toContain(`"${account.id}"`)
      }
      await other.close()
    })

    it('looks up many at once, in the order asked', async () => {
      const numbers = Array.from({ length: 1_500 }, (_, i) => i)
      await identities.record(numbers.flatMap(i => [seen(openId(`o${i}`), `u${i}`), seen(customer(`wm${i}`), `u${i}`)]))
      const asked = numbers.toReversed().map(i => main(`u${i * 2}`))
      const people = await identities.people(asked)
      expect(people.map(found => found?.unionId))
        .toEqual(asked.map(({ unionId }) => Number(unionId.slice(1)) < 1_500 ? unionId : undefined))
      expect((await identities.owners([openId('o7'), customer('wm9'), openId('unknown')])))
        .toEqual([{ owner: main('u7') }, { owner: main('u9') }, undefined])
      await identities.record([])
      expect(await identities.people([])).toEqual([])
    })

    it('looks up people of two open-platform accounts at once', async () => {
      const others = { openPlatform: 'other', unionId: 'u1' }
      await identities.record([seen(openId('o1'), 'u1'), seen(openId('o2'), 'u1', { openPlatform: 'other' })])
      expect(await identities.people([others, main('u1')]))
        .toMatchObject([{ ...others, accounts: [openId('o2')] }, { ...main('u1'), accounts: [openId('o1')] }])
    })

    it('records and looks up more than one statement can hold', async () => {
      const accounts = Array.from({ length: 9_000 }, (_, i) => openId(`o${i}`))
      expect(await identities.record(accounts.map((account, i) => seen(account, `u${i}`)))).toBe(9_000)
      const unknown = Array.from({ length: 60_000 }, (_, i) => openId(`x${i}`))
      const owners = await identities.owners([...unknown, ...accounts])
      expect(owners.filter(Boolean)).toHaveLength(9_000)
      expect(owners.at(-1)).toEqual({ owner: main('u8999') })
    })

    it('ends with the same graph when two processes write the same links', async () => {
      const observations = Array.from({ length: 200 }, (_, i) =>
        seen(openId(`o${i % 40}`, `${MINI_PROGRAM}${i % 3}`), `u${i % 50}`, { seenAt: NOON + i }))
      await identities.record(observations)
      const alone = await dump(database)
      await wipe(database)
      const task: IdentityTask = { place: options, observations, rounds: 10 }
      const runs = [1, 2].map(() => promisify(execFile)(process.execPath, [script, JSON.stringify(task)]))
      expect((await Promise.all(runs)).map(({ stderr }) => stderr)).toEqual(['', ''])
      expect(await dump(database)).toEqual(alone)
    }, 30_000)

    describeIdentityLaws(() => ({ database, identities }), lawRuns)
  })
}
