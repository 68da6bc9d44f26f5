import { describe, expect, it, vi } from 'vitest'
import { createMemberSections } from '../../../server/customer/member-sections.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createVault } from '../../../server/storage/vault.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const YEAR = 365 * 24 * 60 * 60_000

function setUp(store: KeyValueStore = createMemoryStore()) {
  const onFailure = vi.fn()
  return { sections: createMemberSections({ vault: createPlainVault(store), onFailure }), onFailure }
}

describe('sections of a member', () => {
  it('are empty at first, and what each member has chosen later', async () => {
    const { sections } = setUp()
    expect(await sections.of('lin')).toEqual({})
    await sections.change('lin', { ids: true, notes: false })
    await sections.change('lin', { ids: false })
    expect(await sections.of('lin')).toEqual({ ids: false, notes: false })
    expect(await sections.of('wang')).toEqual({})
  })

  it('keep each panel by itself', async () => {
    const { sections } = setUp()
    await sections.change('lin', { panels: { orders: false } })
    await sections.change('lin', { panels: { tickets: true } })
    await sections.change('lin', { ids: true })
    expect(await sections.of('lin')).toEqual({ ids: true, panels: { orders: false, tickets: true } })
  })

  it('keep the order of the panels in each place by itself', async () => {
    const { sections } = setUp()
    await sections.change('lin', { order: { customer: ['orders', 'tickets'] } })
    await sections.change('lin', { order: { group: ['project', 'costs'] }, panels: { orders: false } })
    await sections.change('lin', { order: { customer: ['tickets', 'orders'] } })
    expect(await sections.of('lin')).toEqual({
      order: { customer: ['tickets', 'orders'], group: ['project', 'costs'] }, panels: { orders: false },
    })
  })

  it('are kept for a year after the last choice', async () => {
    let time = 0
    const { sections } = setUp(createMemoryStore(() => time))
    await sections.change('lin', { ids: true })
    time = YEAR - 1
    await sections.change('lin', { notes: true })
    time += YEAR - 1
    expect(await sections.of('lin')).toEqual({ ids: true, notes: true })
    time += 1
    expect(await sections.of('lin')).toEqual({})
  })

  it('are nothing while the store fails, which is told; a choice then fails', async () => {
    const away = new Error('away')
    const { sections, onFailure } = setUp({ ...createMemoryStore(), get: () => Promise.reject(away) })
    expect(await sections.of('lin')).toEqual({})
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(away)
    await expect(sections.change('lin', { ids: true })).rejects.toBe(away)
  })

  it('stand in the store without the id of the member', async () => {
    const store = createMemoryStore()
    const keys: string[] = []
    const vault = createVault({
      ...store,
      set: (key, ...rest) => {
        keys.push(key)
        return store.set(key, ...rest)
      },
    }, createEncryption(['password'], 'sections'))
    await createMemberSections({ vault, onFailure: () => {} }).change('lin-xiaomei', { ids: true })
    expect(keys).toHaveLength(1)
    expect(keys[0]).not.toContain('lin-xiaomei')
  })
})
