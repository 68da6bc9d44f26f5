import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createIdentities } from '../../../server/identity/identities.ts'
import type { Identities } from '../../../server/identity/identities.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import type { IdentityTask } from '../../support/identity-process-main.ts'
import { customer, NOON, openId, seen, wipe } from '../../support/identity-world.ts'

const script = fileURLToPath(new URL('../../support/identity-process-main.ts', import.meta.url))
const main = (unionId: string) => ({ openPlatform: 'main', unionId })
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** @param place where an empty database is */
export function describeChanges(name: string, place: () => SqlDatabaseOptions | Promise<SqlDatabaseOptions>) {
  describe(`the feed of changes on ${name}`, () => {
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

    const feed = async () => (await identities.changes(0, 1_000)).changes
      .map(({ change, accountId, unionId, by }) => `${change} ${accountId} ${unionId} ${by}`)

    it('reports a link once, even when another source repeats it', async () => {
      await identities.record([
        seen(openId('o1'), 'u1'), seen(openId('o1'), 'u1', { source: 'user_data' }), seen(customer('wm1'), 'u1'),
      ])
      const once = ['linked wm1 u1 externalcontact/get', 'linked o1 u1 user_data']
      expect(await feed()).toEqual(once)
      await identities.record([
        seen(openId('o1'), 'u1', { seenAt: NOON + 1 }), seen(openId('o1'), 'u1', { source: 'api-key:shop' }),
      ])
      expect(await feed()).toEqual(once)
      await identities.record([seen(openId('o1'), 'u1'), seen(openId('o2'), 'u1')])
      expect(await feed()).toEqual([...once, 'linked o2 u1 jscode2session'])
    })

    it('tells of decisions that change something', async () => {
      await identities.record([seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2')])
      for (const unionId of ['u1', 'u1', 'u2']) await identities.keep(openId('o1'), main(unionId), 'admin')
      for (let i = 0; i < 2; i++) await identities.withdraw(openId('o1'), main('u2'), 'api-key:shop')
      expect((await feed()).slice(2)).toEqual([
        'withdrawn o1 u2 admin', 'kept o1 u1 admin',
        'withdrawn o1 u1 admin', 'kept o1 u2 admin',
        'withdrawn o1 u2 api-key:shop',
      ])
    })

    it('is handed out in pages, of which none is empty before the end', async () => {
      await identities.record(Array.from({ length: 25 }, (_, i) => seen(openId(`o${i}`), `u${i}`)))
      let after = 0
      const sizes: [number, boolean][] = []
      const ids = new Set<string>()
      for (let more = true; more;) {
        const page = await identities.changes(after, 10)
        for (const { accountId } of page.changes) ids.add(accountId)
        sizes.push([page.changes.length, more = page.more])
        after = page.end
      }
      expect(sizes).toEqual([[10, true], [10, true], [5, false]])
      expect(ids.size).toBe(25)
      expect(await identities.changes(after, 10)).toEqual({ changes: [], end: after, more: false })
      const { changes, more } = await identities.changes(0, 25)
      expect([changes.length, more]).toEqual([25, false])
    })

    it('forgets an erased person, and gives who read of it a hash to find it by', async () => {
      await identities.record([
        seen(openId('o1'), 'u1'), seen(customer('wm1'), 'u1'), seen(customer('wm1'), 'u3'), seen(openId('o2'), 'u2'),
      ])
      await identities.keep(customer('wm1'), main('u1'), 'admin')
      const { end } = await identities.changes(0, 1_000)
      expect((await identities.export(main('u1'))).changes).toHaveLength(5)
      await identities.erase(main('u1'), async () => {})
      const all = await identities.changes(0, 1_000)
      expect(JSON.stringify(all)).not.toMatch(/"(?:o1|wm1|u1|u3)"/)
      const { changes } = await identities.changes(end, 1_000)
      const told = changes.map(({ change, accountId, unionId, by }) => ({ change, accountId, unionId, by }))
      const expected = [['o1', 'u1'], ['wm1', 'u1'], ['wm1', 'u3']].map(([accountId, unionId]) =>
        ({ change: 'erased', accountId: sha256(accountId!), unionId: sha256(unionId!), by: null }))
      expect(told.toSorted((a, b) => a.accountId + a.unionId < b.accountId + b.unionId ? -1 : 1)).toEqual(expected
        .toSorted((a, b) => a.accountId + a.unionId < b.accountId + b.unionId ? -1 : 1))
      expect(all.changes.filter(({ change }) => change === 'linked').map(({ accountId }) => accountId)).toEqual(['o2'])
      await identities.record([seen(openId('o1'), 'u1')])
      expect((await identities.changes(all.end, 1_000)).changes)
        .toEqual([expect.objectContaining({ change: 'linked', accountId: 'o1' })])
    })

    it('tells of every link there is, however an erasure and a new source meet', async () => {
      const other = openSqlDatabase(options)
      const recorder = createIdentities(other, () => NOON)
      for (let round = 0; round < 40; round++) {
        await identities.record([seen(openId('o1'), 'u1')])
        await Promise.all([
          identities.erase(main('u1'), async () => {}),
          recorder.record([seen(openId('o1'), 'u1', { source: `source${round}` })]),
        ])
        const linked = await identities.owners([openId('o1')])
        expect(await feed().then(all => all.filter(line => line.startsWith('linked')).length)).toBe(linked[0] ? 1 : 0)
      }
      await other.close()
    })

    it('misses nothing and repeats nothing while three processes write at once', async () => {
      const shared = Array.from({ length: 60 }, (_, i) => seen(openId(`shared${i}`), `u${i}`))
      const tasks = ['a', 'b', 'c'].map((process): IdentityTask => ({
        place: options, rounds: 2, observations: [
          ...shared,
          ...Array.from({ length: 400 }, (_, i) => seen(customer(`${process}${i}`), `u${i}`, { source: process })),
        ],
      }))
      let writing = true
      const start = (task: object) => promisify(execFile)(process.execPath, [script, JSON.stringify(task)])
      const writers = Promise.all(tasks.map(start)).finally(() => writing = false)
      const read: string[] = []
      for (let after = 0, last = false; !last;) {
        last = !writing
        const page = await identities.changes(after, 7)
        read.push(...page.changes.map(({ accountId }) => accountId))
        after = page.end
        last &&= !page.more
        if (page.changes.length === 0) await sleep(1)
      }
      expect((await writers).map(({ stderr }) => stderr)).toEqual(['', '', ''])
      expect(read).toHaveLength(60 + 3 * 400)
      expect(new Set(read).size).toBe(read.length)
    }, 30_000)
  })
}
