import { beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { createSessions } from '../../../server/auth/sessions.ts'
import { createUnionIdEvidence } from '../../../server/customer/union-id-missing.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createVault } from '../../../server/storage/vault.ts'
import type { Vault } from '../../../server/storage/vault.ts'
import type { ExternalContact } from '../../../server/wecom/api/external-contact.ts'
import { realClock } from '../../support/manual-clock.ts'

const encryption = createEncryption(['a password of thirty-two characters or more'], 'test')
const schema = v.object({ userId: v.string(), name: v.optional(v.string()) })
const MINUTE = 60_000

let time: number
let store: KeyValueStore
let vault: Vault
beforeEach(() => {
  time = 0
  store = createMemoryStore(() => time)
  vault = createVault(store, encryption)
})
const openSlot = (key = 'session') => vault.slot(key, schema, MINUTE)

describe('a journal', () => {
  const openJournal = (key = 'changes', of = vault) => of.journal(key, schema, MINUTE)

  it('is read on from any position', async () => {
    const start = await openJournal().end()
    for (const userId of ['zhangsan', 'lisi']) await openJournal().append({ userId })
    const page = await openJournal().readOn(start)
    expect(page).toEqual({ entries: [{ userId: 'zhangsan' }, { userId: 'lisi' }], end: await openJournal().end() })
    expect(await openJournal('others').readOn(start)).toMatchObject({ entries: [] })
    expect(await openJournal('changes', vault.part('another app')).readOn(start)).toMatchObject({ entries: [] })
    expect(JSON.stringify(await store.readOn('changes', start))).not.toContain('zhangsan')
  })

  it('is incomplete when the store says so', async () => {
    const lost = createVault({ ...store, readOn: async () => undefined }, encryption)
    expect(await openJournal('changes', lost).readOn('1')).toBeUndefined()
  })

  it('counts as incomplete when an entry cannot be read', async () => {
    const start = await openJournal().end()
    await openJournal('others').append({ userId: 'zhangsan' })
    const [moved] = (await store.readOn('others', start))!.texts
    for (const text of ['damaged', moved!, encryption.encrypt('{"userId":7}', 'changes')]) {
      const before = await openJournal().end()
      await store.append('changes', text, MINUTE)
      await openJournal().append({ userId: 'lisi' })
      expect(await openJournal().readOn(before)).toBeUndefined()
    }
  })
})

describe('a slot', () => {
  it('returns the value that was set, until it is deleted', async () => {
    await openSlot().set({ userId: 'zhangsan', name: undefined })
    expect(await openSlot().get()).toEqual({ userId: 'zhangsan' })
    expect([await openSlot('another').get(), await openSlot('another').entry()]).toEqual([undefined, undefined])
    await openSlot().delete()
    expect(await openSlot().get()).toBeUndefined()
  })

  it('that is kept opens the same text once, and sees at once what others do', async () => {
    const kept = openSlot()
    await openSlot().set({ userId: 'zhangsan' })
    const first = await kept.get()
    expect(first).toEqual({ userId: 'zhangsan' })
    expect(await kept.get()).toBe(first)
    expect(() => Object.assign(first!, { userId: 'lisi' })).toThrow(TypeError)
    await openSlot().set({ userId: 'lisi' })
    expect(await kept.get()).toEqual({ userId: 'lisi' })
    await store.set('session', 'damaged', MINUTE)
    expect(await kept.get()).toBeUndefined()
    await openSlot().set({ userId: 'wangwu' })
    expect((await kept.entry())?.value).toEqual({ userId: 'wangwu' })
    await openSlot().delete()
    expect(await kept.get()).toBeUndefined()
  })

  it('gives a value its own lifetime, or the one of the call', async () => {
    await openSlot('a').set({ userId: 'a' })
    await openSlot('b').set({ userId: 'b' }, 2 * MINUTE)
    expect(await openSlot('a').entry()).toEqual({ value: { userId: 'a' }, ttlMs: MINUTE })
    expect(await openSlot('b').entry()).toEqual({ value: { userId: 'b' }, ttlMs: 2 * MINUTE })
    time = MINUTE / 2
    expect(await openSlot('a').replace({ userId: 'a2' })).toBe(true)
    expect(await openSlot('b').replace({ userId: 'b2' }, 1_000)).toBe(true)
    expect(await openSlot('a').entry()).toEqual({ value: { userId: 'a2' }, ttlMs: MINUTE })
    expect(await openSlot('b').entry()).toEqual({ value: { userId: 'b2' }, ttlMs: 1_000 })
  })

  it('replaces no value that is not there', async () => {
    expect(await openSlot().replace({ userId: 'zhangsan' })).toBe(false)
    expect(await openSlot().get()).toBeUndefined()
  })

  it('returns a taken value once', async () => {
    await openSlot().set({ userId: 'zhangsan' })
    expect(await openSlot().take()).toEqual({ userId: 'zhangsan' })
    expect(await openSlot().take()).toBeUndefined()
  })

  it('is written by the holder of a lock only while the lock is held', async () => {
    const lease = (await vault.acquire('lock', MINUTE))!
    expect(await vault.acquire('lock', MINUTE)).toBeUndefined()
    expect(await openSlot('a').setWhileHeld(lease, { userId: 'a' })).toBe(true)
    expect(await openSlot('b').setWhileHeld(lease, { userId: 'b' }, 2 * MINUTE)).toBe(true)
    expect((await openSlot('a').entry())?.ttlMs).toBe(MINUTE)
    expect((await openSlot('b').entry())?.ttlMs).toBe(2 * MINUTE)
    await lease.release()
    expect(await openSlot('a').setWhileHeld(lease, { userId: 'late' })).toBe(false)
    expect(await openSlot('a').get()).toEqual({ userId: 'a' })
  })

  it('stores nothing readable', async () => {
    await openSlot().set({ userId: 'CANARY' })
    expect(await store.get('session')).toMatch(/^[\w-]{40,}$/)
    expect(Buffer.from((await store.get('session'))!, 'base64url').toString('latin1')).not.toContain('CANARY')
  })

  it.each<[string, (sealed: string) => string]>([
    ['damaged', sealed => sealed.slice(0, -4)],
    ['not encrypted', () => '{"userId":"zhangsan"}'],
    ['moved from another key', () => encryption.encrypt('{"userId":"zhangsan"}', 'another')],
    ['of another password', () => {
      const another = createEncryption(['another password of thirty-two characters'], 'test')
      return another.encrypt('{"userId":"a"}', 'session')
    }],
    ['no JSON', () => encryption.encrypt('rubbish', 'session')],
    ['of another shape', () => encryption.encrypt('{"userId":5}', 'session')],
  ])('treats a value that is %s as absent', async (_, change) => {
    await openSlot().set({ userId: 'zhangsan' })
    await store.set('session', change((await store.get('session'))!), MINUTE)
    const slot = openSlot()
    expect([await slot.get(), await slot.entry(), await slot.take()]).toEqual([undefined, undefined, undefined])
  })
})

describe('two apps on one store', () => {
  function both<T>(open: (part: Vault) => T): [T, T] {
    return [open(vault.part('ww1:1000002')), open(vault.part('ww2:1000002'))]
  }

  it('do not know each other\'s sessions', async () => {
    const [here, there] = both(part => createSessions(part, realClock))
    const sessionId = await here.create({ userId: 'zhangsan' })
    expect(await there.read(sessionId)).toBeUndefined()
    await there.end(sessionId)
    expect(await here.read(sessionId)).toMatchObject({ userId: 'zhangsan' })
  })

  it('store only fingerprints of the ids that are counted', async () => {
    const items: unknown[] = []
    const watched = createVault({ ...store, use: (key, limit, item) => {
      items.push(item)
      return store.use(key, limit, item)
    } }, encryption)
    const use = (item: string) => watched.use('customers', { limit: 1, windowMs: MINUTE }, item)
    expect([(await use('wmCANARY')).granted, (await use('wmCANARY')).granted, (await use('wm2')).granted])
      .toEqual([true, true, false])
    expect(items.join()).not.toMatch(/wm/)
  })

  it('have the same stand-ins for ids, which tell nothing', () => {
    const [here, there] = both(part => part.fingerprint('zhangsan'))
    expect(here).toBe(there)
    expect(here).toBe(encryption.fingerprint('zhangsan'))
  })

  it('share no lock, no limit and no memory of what was used', async () => {
    for (const useOnce of both(part => (id: string, now: number) =>
      part.useOnce('requests', { id, datedAt: now, now, toleranceMs: 1_000 }))) {
      await useOnce('begin', 1_000)
      expect([(await useOnce('x', 2_000)).granted, (await useOnce('x', 2_000)).granted]).toEqual([true, false])
    }
    for (const acquire of both(part => () => part.acquire('turn', MINUTE))) expect(await acquire()).toBeDefined()
    for (const use of both(part => () => part.use('reveal', { limit: 1, windowMs: MINUTE }))) {
      expect([(await use()).granted, (await use()).granted]).toEqual([true, false])
    }
  })

  it('draw no conclusions from each other\'s unionids', async () => {
    const [here, there] = both(createUnionIdEvidence)
    const contact: ExternalContact = {
      externalUserId: 'wm1', name: '张伟', type: 'wechat', avatar: '', gender: 'unknown', attributes: [],
    }
    await here.judge({ ...contact, unionId: 'o1' })
    expect(await there.judge(contact)).toBe('developer_account_not_bound')
  })
})
