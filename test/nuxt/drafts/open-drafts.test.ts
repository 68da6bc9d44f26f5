import { randomBytes, webcrypto } from 'node:crypto'
import { shallowRef } from 'vue'
import { expect, it, vi } from 'vitest'
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
