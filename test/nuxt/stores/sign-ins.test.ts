import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { useSignInsStore } from '~/stores/sign-ins'

const { request, reload } = vi.hoisted(() => ({ request: vi.fn(), reload: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => ({}), useApiRequest: () => request }))
vi.mock('~/composables/useReload', () => ({ useReload: () => ({ reload }) }))

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  request.mockReset()
  reload.mockReset()
})

it('the list keeps its failure while it is loaded again, because the notice may have the focus', async () => {
  request.mockRejectedValueOnce(new ApiError(failureOf('store_unavailable')))
  const store = useSignInsStore()
  await store.load()
  const { promise, resolve } = Promise.withResolvers<object[]>()
  request.mockReturnValueOnce(promise)
  const loading = store.load()
  expect([store.busy, store.failure?.code]).toEqual([true, 'store_unavailable'])
  resolve([])
  await loading
  expect([store.busy, store.failure, store.list]).toEqual([false, undefined, []])
})

it('another try to end the sign-ins of a member begins without the failure of the one before', async () => {
  request.mockRejectedValueOnce(new ApiError(failureOf('store_unavailable')))
  const store = useSignInsStore()
  expect(await store.endAllOf('lin')).toBe(false)
  expect(store.failure?.code).toBe('store_unavailable')
  request.mockResolvedValueOnce({ ended: 2 })
  const ending = store.endAllOf('lin')
  expect(store.failure).toBeUndefined()
  expect(await ending).toBe(true)
  expect(store.endedOfMember).toBe(2)
})

it('the end of all sign-ins takes the drafts of this browser, once the server has done it', async () => {
  localStorage.setItem('draft.1', 'sealed')
  request.mockRejectedValueOnce(new ApiError(failureOf('store_unavailable')))
  const store = useSignInsStore()
  await store.endAll()
  expect([reload.mock.calls.length, localStorage.getItem('draft.1')]).toEqual([0, 'sealed'])
  request.mockResolvedValueOnce({ ended: 2 })
  await store.endAll()
  expect([reload.mock.calls.length, localStorage.getItem('draft.1')]).toEqual([1, null])
})
