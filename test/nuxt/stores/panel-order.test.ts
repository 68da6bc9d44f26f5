import { afterEach, expect, it, vi } from 'vitest'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { usePanelOrderStore } from '~/stores/panel-order'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ keepSections: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api }))

const infoOf = (id: string) => ({ id, title: { zh: id, en: id }, open: true })

afterEach(() => {
  const store = usePanelOrderStore()
  store.$dispose()
  Reflect.deleteProperty(useNuxtApp().$pinia.state.value, store.$id)
})

it('the panels of a place are where the member has moved them, also while the server is away', async () => {
  servePage({ panels: { customer: ['a', 'b', 'c'].map(infoOf), group: [infoOf('g')] } })
  const order = usePanelOrderStore()
  const idsIn = (place: 'customer' | 'group') => order.lists[place]!.map(({ id }) => id).join('')
  api.keepSections.mockResolvedValueOnce(undefined)
  await order.move('customer', 'c', -1)
  api.keepSections.mockRejectedValueOnce(new ApiError(failureOf('offline')))
  await order.move('customer', 'a', 1)
  expect([idsIn('customer'), idsIn('group')]).toEqual(['cab', 'g'])
  expect(api.keepSections.mock.calls).toEqual([
    [{ order: { customer: ['a', 'c', 'b'] } }], [{ order: { customer: ['c', 'a', 'b'] } }],
  ])
  for (const [panel, by] of [['c', -1], ['b', 1], ['gone', 1]] as const) await order.move('customer', panel, by)
  expect([idsIn('customer'), api.keepSections.mock.calls.length]).toEqual(['cab', 2])
})
