import fc from 'fast-check'
import { nextTick, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { followDraft } from '../../../../browser/drafts/follow-draft.ts'

/** A storage whose writes end when the test says so. */
function createSlowStorage(kept?: string) {
  const written: (string | undefined)[] = []
  const waiting: (() => void)[] = []
  return {
    written,
    waiting,
    find: async () => kept,
    keep(_: string, text: string | undefined) {
      written.push(text)
      return new Promise<boolean>(resolve => waiting.push(() => resolve(true)))
    },
  }
}

const settle = async () => {
  for (let turns = 0; turns < 5; turns++) await nextTick()
}

describe('C11: following a draft', () => {
  it('writes each change at once, and those that come while it writes together', async () => {
    const storage = createSlowStorage()
    const typed = shallowRef<string>()
    await followDraft(storage, { subject: 'reply', unsaved: () => typed.value, offer: vi.fn() }, vi.fn())
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
    const storage = createSlowStorage('{"text":"half"}')
    const typed = shallowRef<unknown>()
    const offer = (kept: unknown) => void (typed.value = kept)
    await followDraft(storage, { subject: 'reply', unsaved: () => typed.value, offer }, vi.fn())
    await settle()
    expect(typed.value).toEqual({ text: 'half' })
    expect(storage.written).toEqual([])
    typed.value = undefined
    await settle()
    expect(storage.written).toEqual([undefined])
  })

  it('keeps what was typed before the earlier page was looked up', async () => {
    const storage = createSlowStorage('"old"')
    const typed = shallowRef<string | undefined>('new')
    await followDraft(storage, { subject: 'reply', unsaved: () => typed.value, offer: () => {} }, vi.fn())
    expect(storage.written).toEqual(['"new"'])
  })

  it('ends with what was typed last, in any order of typing and writing', async () => {
    const step = fc.oneof(
      fc.record({ type: fc.constantFrom('a', 'b', 'c', undefined) }), fc.constant('written' as const),
    )
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const storage = createSlowStorage()
      const typed = shallowRef<string>()
      await followDraft(storage, { subject: 'reply', unsaved: () => typed.value, offer: vi.fn() }, vi.fn())
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
      expect(storage.written.at(-1)).toBe(typed.value && JSON.stringify(typed.value))
    }))
  })
})
