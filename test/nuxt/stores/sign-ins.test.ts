import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { useSignInsStore } from '~/stores/sign-ins'

const request = vi.hoisted(() => vi.fn())
vi.mock('~/composables/useApi', () => ({ useApiRequest: () => request }))
vi.mock('~/composables/useReload', () => ({ useReload: () => ({ reload: vi.fn() }) }))

beforeEach(() => {
  setActivePinia(createPinia())
  request.mockReset()
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
