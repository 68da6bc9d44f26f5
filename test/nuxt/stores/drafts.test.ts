import { createPinia, setActivePinia } from 'pinia'
import { shallowRef } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { afterPaint } from '~/browser/after-paint'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useDraftsStore } from '~/stores/drafts'
import { eventually } from '../../support/eventually'
import { servePage } from '../support/page'

vi.mock('~/composables/useApi', () => ({ useApi: () => ({ keepDraft: async () => {} }) }))

const put = shallowRef<string>()

function open(): { exists: () => boolean } {
  setActivePinia(createPinia())
  useDraftsStore().follow({ place: 'reply', unsaved: () => put.value, offer: kept => void (put.value = kept) })
  return useUnsavedWork()
}

beforeEach(() => {
  localStorage.clear()
  put.value = undefined
  servePage({ draftKey: 'A'.repeat(43) })
})
afterEach(() => {
  put.value = undefined
  vi.unstubAllGlobals()
})

it('what the browser keeps, now or from an earlier page, is not lost with the page', async () => {
  const page = open()
  put.value = 'half'
  await eventually(() => expect(localStorage.length).toBe(1))
  await eventually(() => expect(page.exists()).toBe(false))
  put.value = undefined
})

it('what is put aside in a browser without a storage would be lost with the page', async () => {
  vi.stubGlobal('localStorage', undefined)
  const page = open()
  expect(page.exists()).toBe(false)
  put.value = 'half'
  await afterPaint()
  expect(page.exists()).toBe(true)
  put.value = undefined
  expect(page.exists()).toBe(false)
})
