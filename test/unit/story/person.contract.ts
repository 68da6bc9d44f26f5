import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIdentityApi } from '../../../server/identity/identity-api.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { eraseStory, readStory } from '../../../server/story/person-story.ts'
import { CORP, customer, NOON, openId, seen } from '../../support/identity-world.ts'
import { countStory, createStory, wipeStory } from '../../support/story-world.ts'

const person = (unionId: string) => ({ openPlatform: 'main', unionId })

/**
 * @param place where an empty database is
 * @param numRuns random worlds a law is tried on
 */
export function describePerson(name: string, place: () => Promise<SqlDatabaseOptions>, numRuns: number) {
  describe(`the story of a person on ${name}`, { timeout: 120_000 }, () => {
    let database: SqlDatabase
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    afterAll(() => database.close())

    async function setUp() {
      await wipeStory(database)
      const story = createStory(database)
      const api = createIdentityApi({
        identities: story.identities,
        story: { read: subjects => database.run(query => readStory(query, subjects)), erase: eraseStory },
        endSignIns: async () => {}, apps: [], corpId: CORP, now: () => NOON,
      })
      return { ...story, api }
    }
    const textsOf = async ({ timeline }: Awaited<ReturnType<typeof setUp>>, externalUserId: string) => {
      const { entries } = await timeline.page('lin', externalUserId)
      return entries.map(({ text, note }) => text ?? note?.text).sort()
    }

    it('is the feed of all ids that are linked, and of no others, after any links and decisions', async () => {
      const ids = ['o1', 'o2', 'o3']
      const step = fc.record({
        do: fc.constantFrom('link', 'part'), id: fc.constantFrom('wm1', 'wm2', ...ids), to: fc.constantFrom('u1', 'u2'),
      })
      await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const world = await setUp()
        const account = (id: string) => id.startsWith('wm') ? customer(id) : openId(id)
        await world.own.report([
          ...['wm1', 'wm2', ...ids].map(id => ({ id, at: NOON, text: id, about: account(id) })),
          ...['u1', 'u2'].map(id =>
            ({ id, at: NOON, text: id, about: { kind: 'unionId' as const, scope: 'main', id } })),
        ], 'api-key:crm')
        const named = new Set<string>()
        const withdrawn = new Set<string>()
        for (const { do: what, id, to } of steps) {
          const link = `${id} ${to}`
          if (what === 'link') {
            await world.identities.record([seen(account(id), to)])
            named.add(link)
          }
          else if (named.has(link)) {
            await world.identities.withdraw(account(id), person(to), 'admin')
            withdrawn.add(link)
          }
        }
        const ownersOf = (id: string) => ['u1', 'u2']
          .filter(to => named.has(`${id} ${to}`) && !withdrawn.has(`${id} ${to}`))
        for (const externalUserId of ['wm1', 'wm2']) {
          const [owner, ...more] = ownersOf(externalUserId)
          const others = ['wm1', 'wm2', ...ids].filter(id => ownersOf(id).join() === owner)
          const expected = owner && more.length === 0 ? [...others, owner] : [externalUserId]
          expect(await textsOf(world, externalUserId)).toEqual(expected.sort())
        }
      }), { numRuns })
    })

    it('is erased by unionid without a row left, and what others wrote stays', async () => {
      const world = await setUp()
      await world.identities.record([
        seen(customer('wm1'), 'u1'), seen(openId('o1'), 'u1'), seen(customer('wm2'), 'u2'),
      ])
      const note = await world.notes.add('lin', 'wm1', { text: 'one', visibility: 'me' })
      await world.notes.change('lin', { externalUserId: 'wm1', id: note.id }, { before: 'one', after: 'two' })
      await world.own.report([
        { id: '1', at: NOON, text: 'paid', about: { kind: 'unionId', scope: 'main', id: 'u1' } },
        { id: '2', at: NOON, text: 'signed in', about: openId('o1') },
        { id: '3', at: NOON, text: 'other', about: { kind: 'externalUserId', id: 'wm2' } },
      ], 'api-key:crm')
      const { timeline, notes, noteVersions } = await world.api.export(person('u1'))
      expect(timeline.map(({ text }) => text).sort()).toEqual(['paid', 'signed in', null].sort())
      expect([notes, noteVersions]).toMatchObject([[{ text: 'two', authorUserId: 'lin' }], [{ text: 'one' }]])

      await world.api.erase(person('u1'), async () => {})
      expect(await countStory(database)).toBe(1)
      expect(await textsOf(world, 'wm2')).toEqual(['other'])
      await world.api.erase(person('u2'), async () => {})
      expect(await countStory(database)).toBe(0)
    })
  })
}
