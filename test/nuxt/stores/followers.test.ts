import { createPinia, setActivePinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { useFollowersStore } from '~/stores/followers'

const api = vi.hoisted(() => ({ followers: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))

it('asks for nothing by itself, and knows whose colleagues they are', async () => {
  setActivePinia(createPinia())
  api.followers.mockImplementation(async (id: string) => [{ userId: 'wang', name: `Follows ${id}` }])
  const followers = useFollowersStore()
  expect(api.followers).not.toHaveBeenCalled()
  await followers.ask('wmA')
  expect(followers.state).toMatchObject({ status: 'ready', id: 'wmA', data: [{ name: 'Follows wmA' }] })
})
