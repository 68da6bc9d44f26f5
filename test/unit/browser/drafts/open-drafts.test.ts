import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { openDrafts } from '../../../../browser/drafts/open-drafts.ts'
import { eventually } from '../../../support/eventually.ts'
import type { KeptDraft } from '#shared/types/draft.ts'
import { createMemoryStorage } from './memory-storage.ts'

const place = { externalUserId: 'wm1', field: 'remark' } as const

beforeEach(() => {
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('navigator', { onLine: true })
})
afterEach(() => void vi.unstubAllGlobals())

async function openPage() {
  const storage = createMemoryStorage()
  const sent: KeptDraft[] = []
  const drafts = await openDrafts({
    key: randomBytes(32).toString('base64url'), storage, subtle: crypto.subtle, now: Date.now,
    send: async (_, draft) => void sent.push(draft),
  })
  const items = () => Array.from({ length: storage.length }, (_, index) => storage.getItem(storage.key(index)!)!)
  return { drafts, sent, items }
}

describe('C11: a profile that is read again while the member types', () => {
  it('leaves what this page has kept and sent', async () => {
    const { drafts, sent, items } = await openPage()
    const typed = shallowRef<string>()
    await drafts.look(place, undefined)
    await drafts.follow({ place, unsaved: () => typed.value, offer: vi.fn() }, vi.fn())
    typed.value = 'half'
    await eventually(() => expect(items()).toEqual([expect.stringMatching(/\.sent$/)]))
    await drafts.look(place, sent.at(-1))
    expect(items()).toHaveLength(1)
  })

  it('is looked at again after the draft is settled', async () => {
    const { drafts, sent, items } = await openPage()
    const typed = shallowRef<string | undefined>('half')
    await drafts.follow({ place, unsaved: () => typed.value, offer: vi.fn() }, vi.fn())
    await eventually(() => expect(items()).toEqual([expect.stringMatching(/\.sent$/)]))
    const server = sent.at(-1)!
    typed.value = undefined
    await eventually(() => expect(items()).toEqual([]))
    await drafts.look(place, server)
    const offer = vi.fn()
    await drafts.follow({ place, unsaved: () => undefined, offer }, vi.fn())
    expect(offer).toHaveBeenCalledExactlyOnceWith('half')
  })
})
