import { randomBytes, webcrypto } from 'node:crypto'
import { shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import type { KeptDraft } from '#shared/types/draft.ts'
import { openDrafts } from '~/browser/drafts/open-drafts'
import type { DraftsOptions } from '~/browser/drafts/open-drafts'
import { eventually } from '../../support/eventually.ts'
import { createMemoryStorage } from '../../unit/browser/drafts/memory-storage.ts'

it('C11: a draft that the page before has sent without an answer is dropped on the server, too', async () => {
  const options = {
    key: randomBytes(32).toString('base64url'),
    storage: createMemoryStorage(),
    subtle: webcrypto.subtle as SubtleCrypto,
    now: Date.now,
  }
  const send = vi.fn<DraftsOptions['send']>(() => new Promise(() => {}))
  /** `true` for a text, `false` for one that is gone. */
  const sent = () => send.mock.calls.map(([, { text }]) => text !== '')

  async function openPage() {
    const typed = shallowRef<string>()
    const drafts = await openDrafts({ ...options, send })
    const offer = (kept: string) => void (typed.value = kept)
    await drafts.follow({ place: 'reply', unsaved: () => typed.value, offer }, () => {})
    return typed
  }
  const hide = () => window.dispatchEvent(new Event('pagehide'))
  /** Waits until the only item of the storage is one with a text, or is not. */
  const waitForItem = (hasText: boolean) => eventually(() => {
    const { storage } = options
    expect(/^\d+\.[\w-]+$/.test(storage.getItem(storage.key(0) ?? '') ?? '')).toBe(hasText)
  })

  const typed = await openPage()
  typed.value = 'half'
  await waitForItem(true)
  hide()
  const found = await openPage()
  expect(found.value).toBe('half')
  found.value = undefined
  await waitForItem(false)
  hide()
  expect(sent()).toEqual([true, false])
})

describe('C11: a profile that is read again while the member types', () => {
  const place = { externalUserId: 'wm1', field: 'remark' } as const

  async function openPage() {
    const storage = createMemoryStorage()
    const sent: KeptDraft[] = []
    const drafts = await openDrafts({
      key: randomBytes(32).toString('base64url'), storage, subtle: webcrypto.subtle as SubtleCrypto, now: Date.now,
      send: async (_, draft) => void sent.push(draft),
    })
    const items = () => Array.from({ length: storage.length }, (_, index) => storage.getItem(storage.key(index)!)!)
    return { drafts, sent, items }
  }

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
