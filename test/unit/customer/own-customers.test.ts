import { describe, expect, it } from 'vitest'
import type { Change } from '../../../server/customer/changes.ts'
import { createOwnCustomers } from '../../../server/customer/own-customers.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import { createLiveChanges } from '../../support/live-changes.ts'
import { createManualClock } from '../../support/manual-clock.ts'

function setUp() {
  const clock = createManualClock()
  const changes = createLiveChanges()
  const answers = { ids: ['wm1'] }
  const { client, count } = createFakeWecom({
    'externalcontact/list': () => ({ errcode: 0, external_userid: answers.ids }),
  }, { clock })
  const ownCustomers = createOwnCustomers({ wecom: client, changes, clock })
  const idsOf = async (userId: string) => [...await ownCustomers.of(userId)]
  return { idsOf, answers, changes, clock, listed: () => count('externalcontact/list') }
}

describe('the customers of a member', () => {
  it('are listed once for a minute, and anew after it', async () => {
    const { idsOf, clock, listed } = setUp()
    for (let i = 0; i < 3; i++) expect(await idsOf('zhangsan')).toEqual(['wm1'])
    clock.advance(60_001)
    await idsOf('zhangsan')
    expect(listed()).toBe(2)
  })

  it.each<[Change, changed: boolean]>([
    [{ kind: 'customersOf', userId: 'zhangsan' }, true],
    [{ kind: 'unknown' }, true],
    [{ kind: 'customersOf', userId: 'lisi' }, false],
    [{ kind: 'customer', externalUserId: 'wm1' }, false],
  ])('are listed anew after a change: %o %s', async (change, changed) => {
    const { idsOf, answers, changes } = setUp()
    await idsOf('zhangsan')
    answers.ids = ['wm1', 'wm2']
    changes.announce(change)
    expect(await idsOf('zhangsan')).toEqual(changed ? ['wm1', 'wm2'] : ['wm1'])
  })

  it('are kept only as long as changes are learned', async () => {
    const { idsOf, changes, clock, listed } = setUp()
    changes.lifetime = ms => Math.min(ms, 500)
    await idsOf('zhangsan')
    clock.advance(501)
    await idsOf('zhangsan')
    expect(listed()).toBe(2)
  })
})
