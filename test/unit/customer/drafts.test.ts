import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { DRAFT_LIMITS } from '../../../shared/limits.ts'
import { DRAFT_FIELDS, MEMBER_DRAFTS } from '../../../shared/types/draft.ts'
import type { DraftField, KeptDrafts, MemberDraft } from '../../../shared/types/draft.ts'
import { createDrafts } from '../../../server/customer/drafts.ts'
import type { DraftPlace } from '../../../server/customer/drafts.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createVault } from '../../../server/storage/vault.ts'
import { realClock } from '../../support/manual-clock.ts'

const DAY = DRAFT_LIMITS.lifetimeMs

/** Drafts whose clock the test sets; `stored` collects what the store is told. */
function setUp(store: KeyValueStore = createMemoryStore()) {
  const time = { now: DAY }
  const stored: string[] = []
  const vault = createVault({
    ...store,
    set: (key, value, ttlMs) => {
      stored.push(key, value)
      return store.set(key, value, ttlMs)
    },
  }, createEncryption(['password'], 'store'))
  const onFailure = vi.fn()
  const drafts = createDrafts({ vault, clock: { ...realClock, wall: () => time.now }, onFailure })
  return { drafts, onFailure, stored, time }
}

const remarkOf = (externalUserId: string): DraftPlace => ({ externalUserId, field: 'remark' })
const isOfMember = (field: DraftField | MemberDraft): field is MemberDraft =>
  (MEMBER_DRAFTS as readonly string[]).includes(field)
const textsOf = (kept: KeptDrafts | undefined) =>
  Object.fromEntries(Object.entries(kept ?? {}).map(([field, { text }]) => [field, text]))

describe('drafts on the server', () => {
  it('belong to one member, one customer and one field, in any order of writing', async () => {
    const one = fc.record({
      userId: fc.constantFrom('lin', 'wang'),
      externalUserId: fc.constantFrom('wm1', 'wm2', 'wm3'),
      field: fc.constantFrom<DraftField | MemberDraft>(...DRAFT_FIELDS, ...MEMBER_DRAFTS),
      text: fc.string({ maxLength: 20 }),
    })
    await fc.assert(fc.asyncProperty(fc.array(one, { maxLength: 25 }), async (writes) => {
      const { drafts } = setUp()
      const expected = new Map<string, string>()
      for (const { userId, externalUserId, field, text } of writes) {
        const place = isOfMember(field) ? { field } : { field, externalUserId }
        await drafts.keep(userId, { ...place, text, ageMs: 0 })
        expected.set(isOfMember(field) ? `${userId} ${field}` : `${userId} ${externalUserId} ${field}`, text)
      }
      for (const userId of ['lin', 'wang']) {
        for (const externalUserId of ['wm1', 'wm2', 'wm3']) {
          const kept = await drafts.of(userId, externalUserId)
          const wanted = DRAFT_FIELDS.flatMap((field) => {
            const text = expected.get(`${userId} ${externalUserId} ${field}`)
            return text === undefined ? [] : [[field, text]]
          })
          expect(textsOf(kept)).toEqual(Object.fromEntries(wanted))
        }
        for (const field of MEMBER_DRAFTS) {
          expect((await drafts.at(userId, { field }))?.text).toBe(expected.get(`${userId} ${field}`))
        }
      }
    }))
  })

  it('of two requests, the text that was typed later stays, in whatever order they arrive', async () => {
    const { drafts, time } = setUp()
    await drafts.keep('lin', { ...remarkOf('wm1'), text: 'typed at 0', ageMs: 0 })
    time.now += 5_000
    await drafts.keep('lin', { ...remarkOf('wm1'), text: 'late, typed before', ageMs: 6_000 })
    expect(await drafts.of('lin', 'wm1')).toEqual({ remark: { text: 'typed at 0', ageMs: 5_000 } })
    await drafts.keep('lin', { ...remarkOf('wm1'), text: '', ageMs: 0 })
    await drafts.keep('lin', { ...remarkOf('wm1'), text: 'late, typed before it was saved', ageMs: 1_000 })
    expect(await drafts.of('lin', 'wm1')).toEqual({ remark: { text: '', ageMs: 0 } })
  })

  it('of forms of panels belong to one group, or to the workbench', async () => {
    const { drafts } = setUp()
    const places: DraftPlace[] = [
      { field: 'groupPanels', chatId: 'wr1' }, { field: 'groupPanels', chatId: 'wr2' }, { field: 'ownPanels' },
      { field: 'panels', externalUserId: 'wr1' },
    ]
    for (const [index, place] of places.entries()) {
      await drafts.keep('lin', { ...place, text: `form ${index}`, ageMs: 0 })
    }
    const kept = await Promise.all(places.map(place => drafts.at('lin', place)))
    expect(kept.map(draft => draft?.text)).toEqual(['form 0', 'form 1', 'form 2', 'form 3'])
    expect(await Promise.all(places.map(place => drafts.at('wang', place)))).toEqual(Array(4).fill(undefined))
    expect(textsOf(await drafts.of('lin', 'wr1'))).toEqual({ panels: 'form 3' })
  })

  it('that are written at the same time are all kept', async () => {
    const { drafts } = setUp()
    await Promise.all(DRAFT_FIELDS.map(field =>
      drafts.keep('lin', { externalUserId: 'wm1', field, text: field, ageMs: 0 })))
    const all = Object.fromEntries(DRAFT_FIELDS.map(field => [field, field]))
    expect(textsOf(await drafts.of('lin', 'wm1'))).toEqual(all)
  })

  it('are gone 24 hours after they were typed, also while others are written', async () => {
    const { drafts, time } = setUp()
    await drafts.keep('lin', { ...remarkOf('wm1'), text: 'half', ageMs: DAY / 2 })
    time.now += DAY / 2 - 1
    await drafts.keep('lin', { ...remarkOf('wm2'), text: 'other', ageMs: 0 })
    expect(textsOf(await drafts.of('lin', 'wm1'))).toEqual({ remark: 'half' })
    time.now += 1
    expect(await drafts.of('lin', 'wm1')).toBeUndefined()
    expect(textsOf(await drafts.of('lin', 'wm2'))).toEqual({ remark: 'other' })
  })

  it('are limited in number; what is saved or dropped makes room first', async () => {
    const { drafts } = setUp()
    const keep = (id: string, text: string) => drafts.keep('lin', { ...remarkOf(id), text, ageMs: 0 })
    await keep('oldest', 'half')
    for (let i = 0; i < DRAFT_LIMITS.count; i++) await keep(`gone${i}`, '')
    expect(textsOf(await drafts.of('lin', 'oldest'))).toEqual({ remark: 'half' })
    for (let i = 1; i < DRAFT_LIMITS.count; i++) await keep(`wm${i}`, 'half')
    expect(textsOf(await drafts.of('lin', 'oldest'))).toEqual({ remark: 'half' })
    await keep('one too many', 'half')
    expect(await drafts.of('lin', 'oldest')).toBeUndefined()
  })

  it('of a member who signs out are deleted, those of others stay', async () => {
    const { drafts } = setUp()
    for (const userId of ['lin', 'wang']) await drafts.keep(userId, { ...remarkOf('wm1'), text: userId, ageMs: 0 })
    await drafts.keep('lin', { field: 'reply', text: 'half', ageMs: 0 })
    await drafts.forget('lin')
    expect([await drafts.of('lin', 'wm1'), await drafts.at('lin', { field: 'reply' })]).toEqual([undefined, undefined])
    expect(textsOf(await drafts.of('wang', 'wm1'))).toEqual({ remark: 'wang' })
  })

  it('that are on their way to the store when the member signs out do not come back', async () => {
    const { drafts } = setUp()
    await drafts.keep('lin', { ...remarkOf('wm1'), text: 'half', ageMs: 0 })
    await Promise.all([
      drafts.keep('lin', { field: 'reply', text: 'half', ageMs: 0 }),
      drafts.keep('lin', { ...remarkOf('wm1'), text: 'half', ageMs: 0 }),
      drafts.forget('lin'),
    ])
    expect([await drafts.of('lin', 'wm1'), await drafts.at('lin', { field: 'reply' })]).toEqual([undefined, undefined])
  })

  it('of an erased customer are deleted for all members, those of other customers stay', async () => {
    const { drafts } = setUp()
    for (const userId of ['lin', 'wang']) {
      for (const id of ['wm1', 'wm2']) await drafts.keep(userId, { ...remarkOf(id), text: id, ageMs: 0 })
    }
    await drafts.keep('lin', { field: 'reply', text: 'half', ageMs: 0 })
    await drafts.erase('wm1')
    for (const userId of ['lin', 'wang']) {
      expect(await drafts.of(userId, 'wm1')).toBeUndefined()
      expect(textsOf(await drafts.of(userId, 'wm2'))).toEqual({ remark: 'wm2' })
    }
    expect((await drafts.at('lin', { field: 'reply' }))?.text).toBe('half')
  })

  it('are found by a repeated erasure when the first one failed', async () => {
    const store = createMemoryStore()
    let isAway = false
    const { drafts } = setUp({
      ...store,
      delete: key => isAway && key.startsWith('drafts:') ? Promise.reject(new Error('away')) : store.delete(key),
    })
    await drafts.keep('lin', { ...remarkOf('wm1'), text: 'half', ageMs: 0 })
    isAway = true
    await expect(drafts.erase('wm1')).rejects.toThrow('away')
    isAway = false
    await drafts.erase('wm1')
    expect(await drafts.of('lin', 'wm1')).toBeUndefined()
  })

  it('stand in the store without a word or an id in clear', async () => {
    const { drafts, stored } = setUp()
    await drafts.keep('lin-xiaomei', { ...remarkOf('wm-secret'), text: 'half a remark', ageMs: 0 })
    const everything = stored.join('\n')
    expect(stored.length).toBeGreaterThan(0)
    for (const secret of ['lin-xiaomei', 'wm-secret', 'half a remark']) expect(everything).not.toContain(secret)
  })

  it('are nothing while the store fails, which is told; keeping one then fails', async () => {
    const away = new Error('away')
    const { drafts, onFailure } = setUp({ ...createMemoryStore(), get: () => Promise.reject(away) })
    expect([await drafts.of('lin', 'wm1'), await drafts.at('lin', { field: 'reply' })]).toEqual([undefined, undefined])
    expect(onFailure.mock.calls).toEqual([[away], [away]])
    await expect(drafts.keep('lin', { ...remarkOf('wm1'), text: 'half', ageMs: 0 })).rejects.toBe(away)
  })
})
