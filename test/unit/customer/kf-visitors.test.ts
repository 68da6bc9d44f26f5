import { describe, expect, it } from 'vitest'
import { createKfVisitors } from '../../../server/customer/kf-visitors.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import { createLiveChanges } from '../../support/live-changes.ts'
import { createManualClock } from '../../support/manual-clock.ts'

describe('a visitor of 微信客服', () => {
  it('is fetched once a minute, and again after the copy was deleted', async () => {
    const clock = createManualClock()
    const { client, count } = createFakeWecom({
      'kf/customer/batchget': () => ({
        errcode: 0,
        customer_list: [{ external_userid: 'wm1', nickname: '访客', avatar: '', gender: 0 }],
        invalid_external_userid: [],
      }),
    })
    const changes = createLiveChanges()
    const { visitor } = createKfVisitors({ wecom: client, onVisitor: () => {}, changes, clock })
    for (let i = 0; i < 2; i++) expect(await visitor('wm1')).toMatchObject({ externalUserId: 'wm1' })
    expect(count('kf/customer/batchget')).toBe(1)
    changes.announce({ kind: 'erasure', externalUserId: 'wm1' })
    await visitor('wm1')
    expect(count('kf/customer/batchget')).toBe(2)
    changes.announce({ kind: 'erasure', externalUserId: 'wm2' }, { kind: 'tagLibrary' })
    await visitor('wm1')
    expect(count('kf/customer/batchget')).toBe(2)
    changes.announce({ kind: 'unknown' })
    await visitor('wm1')
    expect(count('kf/customer/batchget')).toBe(3)
  })
})
