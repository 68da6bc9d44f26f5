import { describe, expect, it } from 'vitest'
import type { FollowedCustomer } from '../../../server/customer/access.ts'
import { createFollowers } from '../../../server/customer/followers.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import type { Person } from '../../../shared/types/identity.ts'
import { CORP, customer, openId } from '../../support/identity-world.ts'
import { createManualClock } from '../../support/manual-clock.ts'

const person: Person = {
  openPlatform: 'main', unionId: 'u1', conflicts: [],
  accounts: [customer('wm1'), customer('wm2', 'wwOther'), openId('o1'), openId('o2', CORP)]
    .map(account => ({ ...account, sources: [] })),
}

function create(recent: () => Promise<FollowedCustomer>) {
  const clock = createManualClock()
  const addFollowers = createFollowers({ source: { recent }, corpId: CORP, clock })
  return { clock, followers: async () => (await addFollowers(person)).accounts.map(({ followers }) => followers) }
}

describe('followers', () => {
  it('are added to customers of the corp only', async () => {
    const followUsers = [{ userId: 'a', createTime: 1_763_640_000 }] as FollowedCustomer['followUsers']
    const { followers } = create(async () => ({ followUsers }) as FollowedCustomer)
    expect(await followers()).toEqual([
      [{ userId: 'a', since: '2025-11-20T12:00:00.000Z' }], undefined, undefined, undefined,
    ])
  })

  it('are empty when no member follows the customer, and unavailable when WeCom does not answer', async () => {
    expect((await create(() => Promise.reject(new AppError('customer_not_found'))).followers())[0]).toEqual([])
    expect((await create(() => Promise.reject(new Error('away'))).followers())[0]).toBe('unavailable')
    const { clock, followers } = create(() => new Promise(() => {}))
    const waiting = followers()
    clock.advance(2_500)
    expect((await waiting)[0]).toBe('unavailable')
  })
})
