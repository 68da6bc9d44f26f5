import fc from 'fast-check'
import { nextTick, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import type { DraftItem } from '../../../../browser/drafts/draft-items.ts'
import type { FoundDraft, WrittenDraft } from '../../../../browser/drafts/draft-storage.ts'
import { followDraft, subjectOf } from '../../../../browser/drafts/follow-draft.ts'
import type { Draft } from '../../../../browser/drafts/follow-draft.ts'

/** A storage whose writes end when the test says so. */
function createSlowStorage() {
  const written: (string | undefined)[] = []
  const waiting: (() => void)[] = []
  const items: DraftItem[] = []
  function keep(_: string, text: string | undefined) {
    written.push(text)
    const item = { expiresAt: written.length, ciphertext: text ?? '' }
    return new Promise<WrittenDraft>(resolve => waiting.push(() => resolve({ item, works: true })))
  }
  function follow<T>(draft: Omit<Draft<T>, 'place'>, found: Partial<FoundDraft> = {}) {
    const events = { onKept: vi.fn(), onItem: (item: DraftItem) => void items.push(item) }
    return followDraft({ keep }, { place: 'reply', ...draft }, { atServer: false, ...found }, events)
  }
  return { written, waiting, items, follow }
}

const settle = async () => {
  for (let turns = 0; turns < 5; turns++) await nextTick()
}

describe('C11: following a draft', () => {
  it('writes each change at once, and those that come while it writes together', async () => {
    const storage = createSlowStorage()
    const typed = shallowRef<string>()
    await storage.follow({ unsaved: () => typed.value, offer: vi.fn() })
    expect(storage.written).toEqual([])
    for (const text of ['h', 'ha', 'hal', 'half']) {
      typed.value = text
      await settle()
    }
    expect(storage.written).toEqual(['"h"'])
    storage.waiting.shift()!()
    await settle()
    expect(storage.written).toEqual(['"h"', '"half"'])
  })

  it('offers what an earlier page left, and does not write it again', async () => {
    const storage = createSlowStorage()
    const typed = shallowRef<unknown>()
    const offer = (kept: unknown) => void (typed.value = kept)
    await storage.follow({ unsaved: () => typed.value, offer }, { text: '{"text":"half"}' })
    await settle()
    expect(typed.value).toEqual({ text: 'half' })
    expect(storage.written).toEqual([])
    typed.value = undefined
    await settle()
    expect(storage.written).toEqual([undefined])
  })

  it('hands on what an earlier page could not send, also when it was dropped', async () => {
    for (const unsent of [{ expiresAt: 1, ciphertext: 'half' }, { expiresAt: 1, ciphertext: '' }]) {
      const storage = createSlowStorage()
      await storage.follow({ unsaved: () => undefined, offer: vi.fn() }, { unsent })
      expect(storage.items).toEqual([unsent])
    }
  })

  it('keeps what was typed before the earlier page was looked up', async () => {
    const storage = createSlowStorage()
    const typed = shallowRef<string | undefined>('new')
    await storage.follow({ unsaved: () => typed.value, offer: () => {} }, { text: '"old"' })
    expect(storage.written).toEqual(['"new"'])
  })

  it('ends with what was typed last, in any order of typing and writing', async () => {
    const step = fc.oneof(
      fc.record({ type: fc.constantFrom('a', 'b', 'c', undefined) }), fc.constant('written' as const),
    )
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const storage = createSlowStorage()
      const typed = shallowRef<string>()
      await storage.follow({ unsaved: () => typed.value, offer: vi.fn() })
      for (const next of steps) {
        if (next === 'written') storage.waiting.shift()?.()
        else typed.value = next.type
        await settle()
        expect(storage.waiting.length).toBeLessThanOrEqual(1)
      }
      while (storage.waiting.length > 0) {
        storage.waiting.shift()!()
        await settle()
      }
      const last = typed.value && JSON.stringify(typed.value)
      expect(storage.written.at(-1)).toBe(last)
      expect(storage.items.at(-1)?.ciphertext || undefined).toBe(last)
    }))
  })
})

it('places of different customers or fields have different names', () => {
  const places = [
    'reply', 'panels', { externalUserId: 'wm1', field: 'remark' }, { externalUserId: 'wm1', field: 'tags' },
    { externalUserId: 'wm2', field: 'remark' },
  ] as const
  expect(new Set(places.map(subjectOf)).size).toBe(places.length)
})
