import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCustomerSource } from '../../../server/customer/customer-source.ts'
import type { CustomerSource } from '../../../server/customer/customer-source.ts'
import { createErasures } from '../../../server/customer/erasures.ts'
import { createOwnCustomers } from '../../../server/customer/own-customers.ts'
import { createRecentChanges } from '../../../server/customer/recent-changes.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { coded } from '../../support/coded.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import type { Answer } from '../../support/fake-wecom.ts'
import { createLiveChanges } from '../../support/live-changes.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { runs } from '../../support/property-runs.ts'

const SECOND = 1_000
const MINUTE = 60_000
const FOLLOWER = 'zhangsan'
const throttled = { errcode: 45009, errmsg: 'api freq out of limit' }
const gone = { errcode: 84061, errmsg: 'not external contact' }
const customer = {
  errcode: 0,
  external_contact: { external_userid: 'wm1', name: '李雷', avatar: '', type: 1, gender: 0, unionid: 'o1' },
  follow_user: [{ userid: FOLLOWER, remark: '', description: '', createtime: 1, add_way: 1, oper_userid: FOLLOWER }],
}

function setUp(policy: 'follower' | 'corp' = 'follower', store = createMemoryStore()) {
  const answers: { get: Answer | (() => Promise<Answer>), list: Answer } = {
    get: customer,
    list: { errcode: 0, external_userid: ['wm1'] },
  }
  const clock = createManualClock()
  const { client, count } = createFakeWecom({
    'externalcontact/get': () => typeof answers.get === 'function' ? answers.get() : answers.get,
    'externalcontact/list': query =>
      query.get('userid') === FOLLOWER ? answers.list : { errcode: 0, external_userid: [] },
  }, { clock })
  const changes = createLiveChanges()
  const source = createCustomerSource({
    wecom: client,
    policy,
    ownCustomers: createOwnCustomers({ wecom: client, changes, clock }),
    onContact: () => {},
    erasures: createErasures(createPlainVault(store), clock.wall),
    changes,
    recentChanges: createRecentChanges(changes, clock.monotonic),
    clock,
  })
  const asked = () => count('externalcontact/get')
  const listed = () => count('externalcontact/list')
  return { source, changes, answers, clock, asked, listed }
}

describe('customer source', () => {
  it('remembers for ten minutes who may see a customer that has not changed', async () => {
    const { source, changes, clock, answers, asked } = setUp()
    clock.advance(SECOND)
    await source.find(FOLLOWER, 'wm1')
    for (let minute = 1; minute < 10; minute++) {
      clock.advance(MINUTE)
      expect((await source.find(FOLLOWER, 'wm1', { unchanged: true })).age).toBe(minute * MINUTE)
    }
    expect(asked()).toBe(1)
    clock.advance(MINUTE)
    await source.find(FOLLOWER, 'wm1', { unchanged: true })
    expect(asked()).toBe(2)
    clock.advance(SECOND)
    changes.announce({ kind: 'customer', externalUserId: 'wm1' })
    answers.get = { ...customer, follow_user: [] }
    const { customer: found } = await source.find(FOLLOWER, 'wm1', { unchanged: true })
    expect([found.followUsers, asked()]).toEqual([[], 3])
  })

  it('asks about a member who is not remembered as a follower', async () => {
    const { source, clock, asked } = setUp()
    await source.find(FOLLOWER, 'wm1')
    clock.advance(MINUTE)
    await source.find('lisi', 'wm1', { unchanged: true })
    expect(asked()).toBe(2)
  })

  it('shows no last good answer of an erased customer, in any process', async () => {
    const store = createMemoryStore()
    const [here, there] = [setUp('follower', store), setUp('follower', store)]
    for (const { source, clock, answers } of [here, there]) {
      await source.find(FOLLOWER, 'wm1')
      clock.advance(MINUTE + SECOND)
      answers.get = throttled
    }
    expect((await there.source.find(FOLLOWER, 'wm1')).asOf).toBeDefined()
    await here.source.erase('wm1')
    for (const { source } of [here, there]) {
      await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 45009 })
    }

    const { clock } = here
    const erasures = createErasures(createPlainVault(store), clock.wall)
    expect(await erasures.concerns('wm1', new Date(clock.wall()))).toBe(true)
    expect(await erasures.concerns('wm1', new Date(clock.wall() + 1))).toBe(false)
    expect(await erasures.concerns('wm2', new Date(clock.wall()))).toBe(false)
  })

  it('shows no last good answer of an erased customer, even after the wall clock was set back', async () => {
    const { source, clock, answers } = setUp()
    await source.find(FOLLOWER, 'wm1')
    clock.advance(MINUTE + SECOND)
    answers.get = throttled
    clock.jump(-10 * MINUTE)
    await source.erase('wm1')
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 45009 })
  })

  it('asks once for a hundred members who open the same customer at the same time', async () => {
    const { source, asked } = setUp()
    const found = await Promise.all(Array.from({ length: 100 }, () => source.find(FOLLOWER, 'wm1')))
    expect(found.every(({ customer: { contact }, asOf }) => contact.unionId === 'o1' && asOf === undefined)).toBe(true)
    expect(asked()).toBe(1)
  })

  it('refuses no member by an answer from before the member added the customer, and fetches once', async () => {
    const { source, answers, asked, clock } = setUp()
    await source.find(FOLLOWER, 'wm1')
    clock.advance(30 * SECOND)
    answers.get = { ...customer, follow_user: [{ ...customer.follow_user[0]!, userid: 'lisi' }] }
    const found = await Promise.all(Array.from({ length: 3 }, () => source.find('lisi', 'wm1')))
    const followers = found.map(({ customer: { followUsers } }) => followUsers.map(({ userId }) => userId))
    expect(followers).toEqual(Array(3).fill(['lisi']))
    expect(asked()).toBe(2)
  })

  it('asks again after a minute while WeCom answers', async () => {
    const { source, asked, clock } = setUp()
    await source.find(FOLLOWER, 'wm1')
    clock.advance(59 * SECOND)
    await source.find(FOLLOWER, 'wm1')
    expect(asked()).toBe(1)
    clock.advance(SECOND + 1)
    await source.find(FOLLOWER, 'wm1')
    expect(asked()).toBe(2)
  })

  it('asks for the newest at most once in a few seconds, for all who want it, and tells its age', async () => {
    const { source, asked, clock } = setUp()
    const age = async (options?: { newest: boolean }) => (await source.find(FOLLOWER, 'wm1', options)).age
    expect(await age()).toBe(0)
    clock.advance(2 * SECOND)
    expect(await age({ newest: true })).toBe(2 * SECOND)
    clock.advance(2 * SECOND)
    expect(await Promise.all([1, 2, 3].map(() => age({ newest: true })))).toEqual([0, 0, 0])
    expect(asked()).toBe(2)
    clock.advance(20 * SECOND)
    expect(await age()).toBe(20 * SECOND)
    expect(asked()).toBe(2)
  })

  it('keeps the answer for all when a refresh fails, and while it waits', async () => {
    const { source, answers, asked, clock } = setUp()
    await source.find(FOLLOWER, 'wm1')
    clock.advance(10 * SECOND)
    const answer = Promise.withResolvers<Answer>()
    answers.get = () => answer.promise
    const newest = source.find(FOLLOWER, 'wm1', { newest: true })
    const stranger = source.find('lisi', 'wm1')
    expect((await source.find(FOLLOWER, 'wm1')).age).toBe(10 * SECOND)
    expect((await source.recent('wm1')).contact.name).toBe('李雷')
    answer.resolve({ errcode: 48003 })
    await expect(newest).rejects.toMatchObject({ errcode: 48003 })
    await expect(stranger).rejects.toMatchObject({ errcode: 48003 })
    expect((await source.find(FOLLOWER, 'wm1')).age).toBe(10 * SECOND)
    expect(asked()).toBe(2)
    clock.advance(50 * SECOND + 1)
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 48003 })
  })

  it('keeps no answer when a refresh finds that there is no such customer', async () => {
    const { source, answers, clock } = setUp()
    await source.find(FOLLOWER, 'wm1')
    clock.advance(10 * SECOND)
    answers.get = gone
    const find = (options?: { newest: boolean }) => source.find(FOLLOWER, 'wm1', options)
    await expect(find({ newest: true })).rejects.toThrow(coded('customer_not_found'))
    await expect(find()).rejects.toThrow(coded('customer_not_found'))
    clock.advance(3 * SECOND + 1)
    await expect(find()).rejects.toThrow(coded('customer_not_found'))
  })

  it('remembers for a few seconds that there is no such customer, as it remembers a refusal', async () => {
    const { source, changes, answers, asked, clock } = setUp()
    answers.get = gone
    const find = () => source.find(FOLLOWER, 'wm1')
    for (let i = 0; i < 3; i++) await expect(find()).rejects.toThrow(coded('customer_not_found'))
    expect(asked()).toBe(1)
    clock.advance(3 * SECOND + 1)
    await expect(find()).rejects.toThrow(coded('customer_not_found'))
    expect(asked()).toBe(2)
    answers.get = customer
    changes.announce({ kind: 'customer', externalUserId: 'wm1' })
    expect((await find()).customer.contact.name).toBe('李雷')
  })

  it('asks at once for a change, although there was no such customer', async () => {
    const { source, answers } = setUp()
    answers.get = gone
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toThrow(coded('customer_not_found'))
    answers.get = customer
    expect((await source.ask('wm1')).contact.name).toBe('李雷')
    expect((await source.find(FOLLOWER, 'wm1')).customer.contact.name).toBe('李雷')
  })

  it('asks again after a failure', async () => {
    const { source, answers } = setUp()
    answers.get = { errcode: 48003 }
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 48003 })
    answers.get = customer
    expect((await source.find(FOLLOWER, 'wm1')).customer.contact.name).toBe('李雷')
  })
})

describe('S17: customer source and changes', () => {
  const named = (name: string) => ({ ...customer, external_contact: { ...customer.external_contact, name } })
  const changed = { kind: 'customer', externalUserId: 'wm1' } as const
  const nameOf = async (found: ReturnType<CustomerSource['find']>) => (await found).customer.contact.name

  it.each([changed, { kind: 'erasure', externalUserId: 'wm1' }, { kind: 'unknown' }] as const)(
    'asks again after a change: %o', async (change) => {
      const { source, changes, asked } = setUp()
      await source.find(FOLLOWER, 'wm1')
      changes.announce({ kind: 'customer', externalUserId: 'wm2' }, { kind: 'tagLibrary' })
      await source.find(FOLLOWER, 'wm1')
      expect(asked()).toBe(1)
      changes.announce(change)
      await source.find(FOLLOWER, 'wm1')
      expect(asked()).toBe(2)
    })

  it.each([changed, { kind: 'erasure', externalUserId: 'wm1' }, { kind: 'unknown' }] as const)(
    'keeps neither the old answer nor that of a refresh that a change overtakes: %o', async (change) => {
      for (const late of [named('late'), gone, { errcode: 48003 }]) {
        const { source, changes, answers, clock } = setUp()
        await source.find(FOLLOWER, 'wm1')
        clock.advance(10 * SECOND)
        const answer = Promise.withResolvers<Answer>()
        answers.get = () => answer.promise
        const newest = source.find(FOLLOWER, 'wm1', { newest: true }).catch(() => {})
        // So that the refresh is on its way.
        await new Promise(setImmediate)
        changes.announce(change)
        answers.get = named('after')
        expect(await nameOf(source.find(FOLLOWER, 'wm1'))).toBe('after')
        answer.resolve(late)
        await newest
        expect(await nameOf(source.find(FOLLOWER, 'wm1'))).toBe('after')
      }
    })

  it('keeps what it fetches only as long as it learns of changes', async () => {
    const { source, changes, asked, clock } = setUp()
    changes.lifetime = ms => Math.min(ms, 500)
    for (let i = 0; i < 10; i++) await source.find(FOLLOWER, 'wm1')
    expect(asked()).toBe(1)
    clock.advance(501)
    await Promise.all(Array.from({ length: 10 }, () => source.find(FOLLOWER, 'wm1')))
    expect(asked()).toBe(2)
  })

  it('keeps no last good answer that arrives after an erasure', async () => {
    const { source, answers, clock } = setUp()
    const answer = Promise.withResolvers<Answer>()
    answers.get = () => answer.promise
    const found = source.find(FOLLOWER, 'wm1')
    clock.advance(1)
    await source.erase('wm1')
    clock.advance(1)
    answer.resolve(customer)
    expect(await nameOf(found)).toBe('李雷')
    answers.get = throttled
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 45009 })
  })

  it('shows nothing from before a change to a request that comes after it, however answers overtake', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('change' as const), exists: fc.boolean() }),
      fc.constant({ kind: 'find' as const }),
      fc.record({ kind: fc.constant('answer' as const), which: fc.nat() }),
    )
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const { source, changes, answers } = setUp()
      // The first call of an API goes alone; later ones overtake each other.
      await source.find(FOLLOWER, 'wm1')
      changes.announce(changed)
      let version = 0
      let exists = true
      const waiting: (() => void)[] = []
      answers.get = () => {
        const answer = exists ? named(String(version)) : gone
        return new Promise(resolve => waiting.push(() => resolve(answer)))
      }
      const checks: Promise<void>[] = []
      const versionsWithout = new Set<number>()
      async function check(since: number) {
        const seen = await nameOf(source.find(FOLLOWER, 'wm1')).then(Number, () => undefined)
        if (seen !== undefined) expect(seen).toBeGreaterThanOrEqual(since)
        else expect([...versionsWithout].some(one => one >= since)).toBe(true)
      }
      const settled = () => new Promise(setImmediate)
      for (const one of steps) {
        if (one.kind === 'find') {
          const checked = check(version)
          checked.catch(() => {}) // awaited at the end
          checks.push(checked)
        }
        if (one.kind === 'answer') waiting.splice(one.which % (waiting.length || 1), 1)[0]?.()
        if (one.kind === 'change') {
          version++
          exists = one.exists
          if (!exists) versionsWithout.add(version)
          changes.announce(changed)
        }
        await settled()
      }
      const all = Promise.all(checks)
      for (let isDone = false; !isDone;) {
        for (const answer of waiting.splice(0)) answer()
        isDone = await Promise.race([all.then(() => true), settled().then(() => false)])
      }
    }), runs(40))
  })
})

describe('customer source while WeCom throttles', () => {
  async function throttle(policy?: 'follower' | 'corp') {
    const world = setUp(policy)
    const fetchedAt = new Date(world.clock.wall())
    await world.source.find(FOLLOWER, 'wm1')
    world.clock.advance(2 * MINUTE)
    world.answers.get = throttled
    return { ...world, fetchedAt }
  }

  it('shows a follower the last good answer and says how old it is', async () => {
    const { source, asked, fetchedAt } = await throttle()
    for (let i = 0; i < 100; i++) {
      const found = await source.find(FOLLOWER, 'wm1')
      expect(found).toMatchObject({ asOf: fetchedAt, customer: { contact: { name: '李雷' } } })
    }
    expect(asked()).toBe(2)
  })

  it('shows it to no member that WeCom has not confirmed as a follower within a minute', async () => {
    const { source, answers, clock, listed } = await throttle()
    await expect(source.find('lisi', 'wm1')).rejects.toMatchObject({ errcode: 45009 })
    await source.find(FOLLOWER, 'wm1')
    answers.list = { errcode: 0, external_userid: [] }
    clock.advance(MINUTE + 1)
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 45009 })
    expect(listed()).toBe(3)
  })

  it('shows it to no member when the list of customers is throttled, too', async () => {
    const { source, answers } = await throttle()
    answers.list = throttled
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 45009 })
  })

  it('asks for no confirmation under policy corp', async () => {
    const { source, listed, fetchedAt } = await throttle('corp')
    expect(await source.find('lisi', 'wm1')).toMatchObject({ asOf: fetchedAt })
    expect(listed()).toBe(0)
  })

  it('forgets it after ten minutes', async () => {
    const { source, clock } = await throttle()
    clock.advance(7 * MINUTE)
    expect((await source.find(FOLLOWER, 'wm1')).asOf).toBeDefined()
    clock.advance(MINUTE + 1)
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 45009 })
  })

  it('shows nothing of a customer that WeCom no longer had before', async () => {
    const { source, answers, clock } = setUp()
    await source.find(FOLLOWER, 'wm1')
    clock.advance(MINUTE + 1)
    answers.get = gone
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toThrow(coded('customer_not_found'))
    clock.advance(3 * SECOND + 1)
    answers.get = throttled
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 45009 })
  })

  it('shows no old answer on other failures', async () => {
    const { source, answers, clock } = setUp()
    await source.find(FOLLOWER, 'wm1')
    clock.advance(2 * MINUTE)
    answers.get = { errcode: 60020 }
    await expect(source.find(FOLLOWER, 'wm1')).rejects.toMatchObject({ errcode: 60020 })
  })
})
