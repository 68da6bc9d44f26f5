import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TagAction } from '#shared/types/panel.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { useCustomerStore } from '~/stores/customer'
import { useCustomerEditsStore } from '~/stores/customer-edits'
import { usePanelTagsStore } from '~/stores/panel-tags'
import { useTagLibraryStore } from '~/stores/tag-library'
import { profileOf, relation } from '../support/customers'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ customer: vi.fn(), tagLibrary: vi.fn(), editTags: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
vi.mock('~/stores/drafts', () => ({ useDraftsStore: () => ({ look: () => undefined, follow: () => {} }) }))

const library = [
  { id: 'level', name: 'Level', tags: [{ id: 'vip', name: 'VIP' }, { id: 'new', name: 'New' }] },
  { id: 'city', name: 'City', tags: [{ id: 'city-new', name: 'New' }, { id: 'bj', name: 'Beijing' }] },
]
const hasNew = [{ id: 'new', name: 'New', groupName: 'Level', kind: 'corp' as const }]
const action: TagAction<string> = {
  id: 'vip', label: 'VIP', kind: 'tag', add: [{ name: 'VIP' }], remove: [{ name: 'New', group: 'Level' }],
}
const profile = (externalUserId: string) => profileOf({ externalUserId, relation: { ...relation, tags: hasNew } })

beforeEach(() => {
  servePage()
  api.customer.mockImplementation(async (externalUserId: string) => profile(externalUserId))
  api.tagLibrary.mockResolvedValue(library)
  api.editTags.mockReset().mockImplementation(async (externalUserId: string) => profile(externalUserId))
})
afterEach(() => {
  for (const store of [usePanelTagsStore(), useCustomerEditsStore(), useTagLibraryStore(), useCustomerStore()]) {
    store.$dispose()
    Reflect.deleteProperty(useNuxtApp().$pinia.state.value, store.$id)
  }
})

async function open(id = 'wmA') {
  const tags = usePanelTagsStore()
  await useCustomerStore().show(id)
  return tags
}

describe('tags of a panel', () => {
  it('are an edit of the member, which can be undone', async () => {
    const tags = await open()
    await tags.run('orders', action)
    expect(api.editTags).toHaveBeenCalledExactlyOnceWith('wmA', { add: ['vip'], remove: ['new'] })
    expect(useCustomerEditsStore().edits?.undo).toMatchObject({
      field: 'tags', add: [{ id: 'new' }], remove: [{ id: 'vip' }],
    })
    expect(tags.of('orders')).toBeUndefined()
  })

  it('never go to the customer who is on the screen by then', async () => {
    const tags = await open()
    let answer = (_groups: typeof library) => {}
    api.tagLibrary.mockReturnValue(new Promise(resolve => answer = resolve))
    const run = tags.run('orders', action)
    expect(tags.of('orders')).toEqual({ action: 'vip', status: 'running' })
    await useCustomerStore().show('wmB')
    expect(tags.of('orders')).toBeUndefined()
    answer(library)
    await run
    expect(api.editTags).not.toHaveBeenCalled()
  })

  it.each([
    ['a name that no tag has', { add: [{ name: 'Gold' }] }, { status: 'unknown', name: 'Gold' }],
    ['a name that two groups have', { add: [{ name: 'New' }] }, { status: 'unknown', name: 'New' }],
    ['what the customer has already', { add: [{ name: 'New', group: 'Level' }], remove: [{ name: 'VIP' }] },
      { status: 'unchanged' }],
    ['nothing', {}, { status: 'unchanged' }],
  ])('are not set for %s, and the panel says so', async (_what, wanted, tagging) => {
    const tags = await open()
    await tags.run('orders', { id: 'vip', label: 'VIP', kind: 'tag', ...wanted })
    expect(tags.of('orders')).toEqual({ action: 'vip', ...tagging })
    expect(tags.of('tickets'), 'another panel').toBeUndefined()
    expect(api.editTags).not.toHaveBeenCalled()
  })

  it('are not set while the company\'s tags cannot be read, and can be tried again', async () => {
    const tags = await open()
    api.tagLibrary.mockRejectedValueOnce(new ApiError(failureOf('offline')))
    await tags.run('orders', action)
    expect(tags.of('orders')).toMatchObject({ status: 'failed', failure: { code: 'offline' } })
    await tags.run('orders', action)
    expect(api.editTags).toHaveBeenCalledTimes(1)
  })

  it('wait for tags that the member has chosen and not saved', async () => {
    const tags = await open()
    const [vip] = library[0]!.tags
    const draft = { field: 'tags' as const, add: [{ ...vip!, groupName: 'Level', kind: 'corp' as const }], remove: [] }
    await useCustomerEditsStore().run({ kind: 'draft', edit: draft })
    expect(tags.isFree).toBe(false)
    await tags.run('orders', action)
    expect(api.editTags).not.toHaveBeenCalled()
    expect(useCustomerEditsStore().edits?.drafts.tags).toEqual(draft)
  })
})
