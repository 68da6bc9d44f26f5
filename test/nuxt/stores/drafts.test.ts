import { createPinia, setActivePinia } from 'pinia'
import { shallowRef } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { afterPaint } from '~/browser/after-paint'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useDraftsStore } from '~/stores/drafts'
import { eventually } from '../../support/eventually'
import { servePage } from '../support/page'

const request = vi.hoisted(() => vi.fn())
vi.mock('~/composables/useApi', () => ({ useApiRequest: () => request }))

/** @returns a page, and what is put aside in it: a page of another test would send it, too */
function open() {
  setActivePinia(createPinia())
  const put = shallowRef<string>()
  useDraftsStore().follow({ place: 'reply', unsaved: () => put.value, offer: kept => void (put.value = kept) })
  return { put, page: useUnsavedWork() }
}

beforeEach(() => {
  request.mockReset()
  localStorage.clear()
  servePage({ draftKey: 'A'.repeat(43) })
})
afterEach(() => {
  // It would send what waits during the next test.
  useDraftsStore().forgetAll()
  vi.unstubAllGlobals()
})

it('what the browser keeps, now or from an earlier page, is not lost with the page', async () => {
  const { page, put } = open()
  put.value = 'half'
  await eventually(() => expect(localStorage.length).toBe(1))
  await eventually(() => expect(page.exists()).toBe(false))
  put.value = undefined
})

it('what is put aside in a browser without a storage is lost with the page until the server has it', async () => {
  vi.stubGlobal('localStorage', undefined)
  let answer = () => {}
  request.mockReturnValueOnce(new Promise<void>(resolve => answer = resolve))
  const { page, put } = open()
  expect(page.exists()).toBe(false)
  put.value = 'half'
  await afterPaint()
  expect([page.exists(), useDraftsStore().mayExist()]).toEqual([true, true])
  await eventually(() => expect(request).toHaveBeenCalledOnce())
  expect(page.exists()).toBe(true)
  answer()
  await eventually(() => expect(page.exists()).toBe(false))
  put.value = undefined
  expect(page.exists()).toBe(false)
})
