import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TagAction } from '#shared/types/card.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { useCustomerStore } from '~/stores/customer'
import { useCustomerEditsStore } from '~/stores/customer-edits'
import { usePanelEditsStore } from '~/stores/panel-edits'
import { useTagLibraryStore } from '~/stores/tag-library'
import { profileOf, relation } from '../support/customers'
import { flush } from '../support/flush'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ customer: vi.fn(), editCustomer: vi.fn(), tagLibrary: vi.fn(), editTags: vi.fn() }))
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
  api.editCustomer.mockReset()
  api.editTags.mockReset().mockImplementation(async (externalUserId: string) => profile(externalUserId))
})
afterEach(() => {
  for (const store of [usePanelEditsStore(), useCustomerEditsStore(), useTagLibraryStore(), useCustomerStore()]) {
    store.$dispose()
    Reflect.deleteProperty(useNuxtApp().$pinia.state.value, store.$id)
  }
})

async function open(id = 'wmA') {
  const edits = usePanelEditsStore()
  await useCustomerStore().show(id)
  return edits
}

describe('tags of a panel', () => {
  it('are an edit of the member, which can be undone', async () => {
    const edits = await open()
    await edits.tag('orders', action)
    expect(api.editTags).toHaveBeenCalledExactlyOnceWith('wmA', { add: ['vip'], remove: ['new'] })
    expect(useCustomerEditsStore().edits?.undo).toMatchObject({
      field: 'tags', add: [{ id: 'new' }], remove: [{ id: 'vip' }],
    })
    expect(edits.of('orders')).toBeUndefined()
  })

  it('wait for the company\'s tags that are on their way already', async () => {
    const edits = await open()
    let answer = (_groups: typeof library) => {}
    api.tagLibrary.mockReturnValueOnce(new Promise(resolve => answer = resolve))
    void useTagLibraryStore().load()
    const run = edits.tag('orders', action)
    await flush()
    expect(edits.of('orders')).toEqual({ action: 'vip', status: 'running' })
    answer(library)
    await run
    expect(api.editTags).toHaveBeenCalledExactlyOnceWith('wmA', { add: ['vip'], remove: ['new'] })
  })

  it('never go to the customer who is on the screen by then', async () => {
    const edits = await open()
    let answer = (_groups: typeof library) => {}
    api.tagLibrary.mockReturnValue(new Promise(resolve => answer = resolve))
    const run = edits.tag('orders', action)
    expect(edits.of('orders')).toEqual({ action: 'vip', status: 'running' })
    await useCustomerStore().show('wmB')
    expect(edits.of('orders')).toBeUndefined()
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
  ])('are not set for %s, and the panel says so', async (_what, wanted, editing) => {
    const edits = await open()
    await edits.tag('orders', { id: 'vip', label: 'VIP', kind: 'tag', ...wanted })
    expect(edits.of('orders')).toEqual({ action: 'vip', ...editing })
    expect(edits.of('tickets'), 'another panel').toBeUndefined()
    expect(api.editTags).not.toHaveBeenCalled()
  })

  it('are not set while the company\'s tags cannot be read, and can be tried again', async () => {
    const edits = await open()
    api.tagLibrary.mockRejectedValueOnce(new ApiError(failureOf('offline')))
    await edits.tag('orders', action)
    expect(edits.of('orders')).toMatchObject({ status: 'failed', failure: { code: 'offline' } })
    await edits.tag('orders', action)
    expect(api.editTags).toHaveBeenCalledTimes(1)
  })

  it('wait for tags that the member has chosen and not saved', async () => {
    const edits = await open()
    const [vip] = library[0]!.tags
    const draft = { field: 'tags' as const, add: [{ ...vip!, groupName: 'Level', kind: 'corp' as const }], remove: [] }
    await useCustomerEditsStore().run({ kind: 'draft', edit: draft })
    expect(edits.isFree('tags')).toBe(false)
    await edits.tag('orders', action)
    expect(api.editTags).not.toHaveBeenCalled()
    expect(useCustomerEditsStore().edits?.drafts.tags).toEqual(draft)
  })
})

describe('the remark of a panel', () => {
  const rename = { id: 'name', label: 'Rename', kind: 'remark', text: ' Lin, A-42 ' } as const

  it('is an edit of the member, which can be undone', async () => {
    const edits = await open()
    api.editCustomer.mockImplementation(async (externalUserId: string) => profile(externalUserId))
    await edits.remark('orders', rename)
    const [before, after] = [relation.remark, 'Lin, A-42']
    expect(api.editCustomer.mock.calls).toEqual([['wmA', { before: { remark: before }, after: { remark: after } }]])
    expect(useCustomerEditsStore().edits?.undo).toEqual({ field: 'remark', before: after, after: before })
    expect(edits.of('orders')).toBeUndefined()
  })

  it('that the customer has already is not set, and the panel says so', async () => {
    const edits = await open()
    await edits.remark('orders', { ...rename, text: relation.remark! })
    expect(edits.of('orders')).toEqual({ action: 'name', status: 'unchanged' })
    expect(edits.of('tickets'), 'another panel').toBeUndefined()
  })

  it('waits for a remark that the member is writing', async () => {
    const edits = await open()
    const draft = { field: 'remark', before: relation.remark!, after: 'Lin of phase 3' } as const
    await useCustomerEditsStore().run({ kind: 'draft', edit: draft })
    expect([edits.isFree('remark'), edits.isFree('tags')]).toEqual([false, true])
    await edits.remark('orders', rename)
    expect(useCustomerEditsStore().edits?.drafts.remark).toEqual(draft)
  })
})
