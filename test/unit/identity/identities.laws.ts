import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Identities } from '../../../server/identity/identities.ts'
import { accountKey } from '../../../server/identity/observation.ts'
import type { Observation } from '../../../server/identity/observation.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { customer, dump, NOON, openId, seen, wipe } from '../../support/identity-world.ts'

/** Few values, so that the same account and the same unionid meet often. */
const few = (...values: string[]) => fc.constantFrom(...values)
const account = fc.oneof(
  fc.tuple(few('1', '2', '3'), few('wwA', 'wwB')).map(([id, corpId]) => customer(id, corpId)),
  fc.tuple(few('1', '2', '3'), few('wxMini', 'wxAccount', 'wxWebsite', 'wxMobile'))
    .map(([id, appId]) => openId(id, appId)),
)
const observation: fc.Arbitrary<Observation> = fc.record({
  account, unionId: few('u1', 'u2', 'u3'), openPlatform: few('main', 'other'), source: few('x', 'y'),
  seenAt: fc.integer({ min: NOON - 5, max: NOON + 5 }),
})
const observations = fc.array(observation, { maxLength: 25 })

/** @param numRuns random worlds a law is tried on */
export function describeIdentityLaws(world: () => { database: SqlDatabase, identities: Identities }, numRuns: number) {
  describe('laws', { timeout: 120_000 }, () => {
    async function graphOf(batches: Observation[][]) {
      const { database, identities } = world()
      await wipe(database)
      for (const batch of batches) await identities.record(batch)
      return dump(database)
    }

    it('is idempotent, commutative and indifferent to how calls are cut', async () => {
      await fc.assert(fc.asyncProperty(
        observations.chain(all =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.shuffledSubarray(all))),
        async ([all, shuffled, again]) => {
          const expected = await graphOf([all])
          expect(await graphOf([again, ...shuffled.map(one => [one]), again])).toEqual(expected)
        },
      ), { numRuns })
    })

    it('never joins corps, apps or open-platform accounts, and only says what a source said', async () => {
      await fc.assert(fc.asyncProperty(observations, async (all) => {
        await graphOf([all])
        for (const openPlatform of ['main', 'other']) {
          for (const unionId of ['u1', 'u2', 'u3']) {
            const [person] = await world().identities.people([{ openPlatform, unionId }])
            const found = [...person?.accounts ?? [], ...person?.conflicts.map(conflict => conflict.account) ?? []]
            const named = all.filter(one => one.openPlatform === openPlatform && one.unionId === unionId)
            expect(new Set(found.map(accountKey))).toEqual(new Set(named.map(one => accountKey(one.account))))
          }
        }
      }), { numRuns })
    })

    it('gives an account to at most one person: claims of several are a conflict, for each of them', async () => {
      await fc.assert(fc.asyncProperty(observations, async (all) => {
        await graphOf([all])
        for (const [key, claims] of Map.groupBy(all, one => JSON.stringify(one.account))) {
          const [ownership] = await world().identities.owners([JSON.parse(key) as Observation['account']])
          const people = new Set(claims.map(one => `${one.openPlatform} ${one.unionId}`))
          const { openPlatform, unionId } = claims[0] ?? {}
          if (people.size === 1) expect(ownership).toEqual({ owner: { openPlatform, unionId } })
          else expect(ownership).toMatchObject({ conflict: { claims: { length: people.size } } })
        }
      }), { numRuns })
    })

    it('erases without a trace, and leaves those who share nothing', async () => {
      await fc.assert(fc.asyncProperty(observations, async (all) => {
        const erased = { openPlatform: 'main', unionId: 'u1' }
        const named = all.filter(one => one.openPlatform === 'main' && one.unionId === 'u1')
        const accounts = new Set(named.map(one => JSON.stringify(one.account)))
        const expected = await graphOf([all.filter(one => !accounts.has(JSON.stringify(one.account)))])
        await graphOf([all])
        await world().identities.erase(erased, async () => {})
        expect(await dump(world().database)).toEqual(expected)
      }), { numRuns })
    })

    it('lets the latest decision hold, whatever is recorded after it', async () => {
      await fc.assert(fc.asyncProperty(observations, fc.nat(), async (all, pick) => {
        const chosen = all[pick % Math.max(1, all.length)] ?? seen(customer('1'), 'u1')
        await graphOf([[...all, chosen]])
        const { identities } = world()
        await identities.keep(chosen.account, chosen, 'admin')
        await identities.record(all)
        const { openPlatform, unionId } = chosen
        expect(await identities.owners([chosen.account])).toEqual([{ owner: { openPlatform, unionId } }])
      }), { numRuns })
    })
  })
}
