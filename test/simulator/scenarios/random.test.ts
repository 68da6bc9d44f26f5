import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadScenario } from '../../../simulator/scenarios/load.ts'
import { randomScenario } from '../../../simulator/scenarios/random.ts'
import { createPopulation, memberCount, memberId } from '../../../simulator/scenarios/random/population.ts'
import { findChat } from '../../../simulator/world/people.ts'
import { callApi, makeWorld } from '../support.ts'

const everyone = (population: { seed: string, size: number }) => {
  const source = createPopulation(population)
  const members = Array.from({ length: memberCount(population) }, (_, index) => memberId(index))
  return {
    source,
    lists: members.map(userId => ({ userId, customers: source.slice(userId, 0, Number.POSITIVE_INFINITY) })),
  }
}

describe('a population', () => {
  it('gives each customer to exactly the members who follow him, as many as it counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.string(), (size, seed) => {
        const { source, lists } = everyone({ seed, size })
        const found = new Map<string, string[]>()
        for (const { userId, customers } of lists) {
          expect(customers).toHaveLength(source.countOf(userId))
          for (const { externalUserId } of customers)
            found.set(externalUserId, [...(found.get(externalUserId) ?? []), userId])
        }
        expect(found.size).toBe(size)
        for (const [id, followers] of found) {
          const customer = source.find(id)
          expect(customer?.follows.map(({ userId }) => userId).sort()).toEqual(followers.sort())
          if (customer?.unionId) expect(source.findByUnionId(customer.unionId)).toEqual(customer)
        }
      }),
      { numRuns: 30 },
    )
  })
  it('is the same for the same seed, in any pages, and another for another seed', () => {
    const page = (seed: string, ...range: [number, number]) =>
      createPopulation({ seed, size: 1_000_000 }).slice('member0007', ...range)
    expect(page('a', 300, 400)).toEqual([...page('a', 300, 350), ...page('a', 350, 400)])
    expect(page('a', 0, 1)).not.toEqual(page('b', 0, 1))
  })
  it('does not find people that it did not generate', () => {
    const source = createPopulation({ seed: 'a', size: 10 })
    const [id = ''] = source.slice('member0001', 0, 1).map(({ externalUserId }) => externalUserId)
    expect(source.find(id)).toBeDefined()
    for (const other of [`${id.slice(0, -1)}z`, id.replace(/\d/, 'x'), id.toUpperCase(), '', 'wm'])
      expect(source.find(other)).toBeUndefined()
    expect(source.countOf('member9999')).toBe(0)
    expect(source.slice('nobody', 0, 10)).toEqual([])
  })
})

interface Page {
  external_contact_list: { external_contact: { external_userid: string }, follow_info: { userid: string } }[]
  next_cursor: string
}

describe('a random company in a world', () => {
  const setup = () => {
    const world = makeWorld({}, randomScenario(20_000, 'x'))
    const body = { userid_list: ['member0001', 'member0002'], limit: 100 }
    const batch = (cursor: string) =>
      callApi(world, '/cgi-bin/externalcontact/batch/get_by_user', {}, { ...body, cursor }).body as unknown as Page
    return { world, batch }
  }
  it('is read in pages, each customer of a member once', () => {
    const { world, batch } = setup()
    const all: string[] = []
    let cursor = ''
    do {
      const page = batch(cursor)
      all.push(
        ...page.external_contact_list.map(
          ({ external_contact, follow_info }) => `${follow_info.userid} ${external_contact.external_userid}`,
        ),
      )
      cursor = page.next_cursor
    } while (cursor !== '')
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(world.customers.lengthOf('member0001') + world.customers.lengthOf('member0002'))
  })
  it('can be written to; a changed customer appears once, with the change', () => {
    const { world, batch } = setup()
    const id = batch('').external_contact_list[3]?.external_contact.external_userid ?? ''
    callApi(world, '/cgi-bin/externalcontact/remark', {}, { userid: 'member0001', external_userid: id, remark: '改过的' })
    expect(world.scenario.customers).toHaveLength(1)
    const list = callApi(world, '/cgi-bin/externalcontact/list', { userid: 'member0001' }).body
      .external_userid as string[]
    expect(list.filter(one => one === id)).toHaveLength(1)
    const {
      follow_user: [follow],
    } = callApi(world, '/cgi-bin/externalcontact/get', { external_userid: id }).body as {
      follow_user: { remark: string }[]
    }
    expect(follow?.remark).toBe('改过的')
    world.reset()
    expect(world.scenario.customers).toEqual([])
  })
  it('has a conversation with every customer', () => {
    const { world } = setup()
    const { externalUserId } = world.customers.slice('member0004', 900, 901)[0]!.customer
    expect(findChat(world, externalUserId)).toMatchObject({
      id: externalUserId,
      memberIds: expect.arrayContaining(['member0004']),
    })
    expect(findChat(world, 'wmNobody')).toBeUndefined()
  })
})

describe('--scenario', () => {
  it('takes random:<customers>:<seed>', async () => {
    expect(await loadScenario('random:10:a')).toEqual(randomScenario(10, 'a'))
    expect((await loadScenario(undefined)).name).toBe('default')
  })
  it.each(['random:0:a', 'random:x', 'random:1.5:a', 'random:99999999:a'])('refuses %s', async (what) => {
    await expect(loadScenario(what)).rejects.toThrow(/1 to 10000000 customers/)
  })
})
