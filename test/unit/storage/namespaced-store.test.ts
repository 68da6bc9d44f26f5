import { describe, expect, it } from 'vitest'
import { createSessions } from '../../../server/auth/sessions.ts'
import { createUnionIdEvidence } from '../../../server/customer/union-id-missing.ts'
import { createGate } from '../../../server/storage/gate.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createNamespacedStore } from '../../../server/storage/namespaced-store.ts'
import { createQuota } from '../../../server/storage/quota.ts'
import { createRateLimit } from '../../../server/storage/rate-limit.ts'
import type { ExternalContact } from '../../../server/wecom/api/external-contact.ts'
import { describeKeyValueStore, inSimulatedTime } from './key-value-store.contract.ts'

describeKeyValueStore('namespaced', inSimulatedTime(now => createNamespacedStore(createMemoryStore(now), 'ww1:1000002')))

describe('two apps on one store', () => {
  const shared = createMemoryStore()
  const [one, other] = [createNamespacedStore(shared, 'ww1:1000002'), createNamespacedStore(shared, 'ww2:1000002')]
  const both = <T>(open: (store: typeof one) => T): [T, T] => [open(one), open(other)]

  it('do not know each other\'s sessions', async () => {
    const [here, there] = both(store => createSessions(store, Date.now))
    const sessionId = await here.create({ userId: 'zhangsan' })
    expect(await there.read(sessionId)).toBeUndefined()
    await there.end(sessionId)
    expect(await here.read(sessionId)).toMatchObject({ userId: 'zhangsan' })
  })

  it('use up no gate, quota or rate limit of each other', async () => {
    for (const open of both(store => createGate(store, 'ticket-renewal:agent', 60_000))) expect(await open()).toBe(true)
    for (const mayReveal of both(store => createQuota(store, 'reveal:zhangsan', 1, 60_000))) expect(await mayReveal()).toBe(true)
    for (const admit of both(store => createRateLimit(store, { limit: 1, windowMs: 60_000 }))) expect(await admit('mini-program')).toBe(true)
  })

  it('draw no conclusions from each other\'s unionids', async () => {
    const [here, there] = both(createUnionIdEvidence)
    const contact: ExternalContact = { externalUserId: 'wm1', name: '张伟', type: 'wechat', avatar: '', gender: 'unknown', attributes: [] }
    await here.judge({ ...contact, unionId: 'o1' })
    expect(await there.judge(contact)).toBe('developer_account_not_bound')
  })
})
