import { mountSuspended } from '@nuxt/test-utils/runtime'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import AuditPage from '~/pages/audit.vue'
import { eventually } from '../../support/eventually'
import { servePage } from '../support/page'

const request = vi.hoisted(() => vi.fn())
vi.mock('~/composables/useApi', () => ({ useApi: () => ({}), useApiRequest: () => request }))

beforeEach(() => servePage({ member: { userId: 'chenzhiyuan', admin: true } }))
afterEach(() => request.mockReset())

it('keeps the focus on "Retry" while it tries again by itself, and shows the records of a success', async () => {
  request.mockRejectedValueOnce(new ApiError(failureOf('store_unavailable')))
  const page = await mountSuspended(AuditPage, { attachTo: document.body })
  const retry = page.get('.failure button').element as HTMLButtonElement
  retry.focus()

  let answer = (_page: object) => {}
  request.mockReturnValueOnce(new Promise(resolve => answer = resolve))
  window.dispatchEvent(new Event('online'))
  await eventually(() => expect(request).toHaveBeenCalledTimes(2))
  await nextTick()
  expect(document.activeElement).toBe(retry)
  expect(retry.getAttribute('aria-busy')).toBe('true')
  retry.click()
  expect(request).toHaveBeenCalledTimes(2)

  answer({ records: [], cursor: undefined })
  await eventually(() => expect(page.find('.failure').exists()).toBe(false))
  expect(page.find('.empty').exists()).toBe(true)
  page.unmount()
})
