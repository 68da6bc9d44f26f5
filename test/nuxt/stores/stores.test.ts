import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { TagGroup } from '#shared/types/customer-edit.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { useCustomerStore } from '~/stores/customer'
import { useGroupStore } from '~/stores/group'
import { useCustomerSearchStore } from '~/stores/customer-search'
import { useMyCustomersStore } from '~/stores/my-customers'
import { useOwnValuesStore } from '~/stores/own-values'
import { useSessionStore } from '~/stores/session'
import { eventually } from '../../support/eventually'
import { groupMemberOf, groupOf, profileOf, summaryOf } from '../support/customers'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({
  customer: vi.fn(), customers: vi.fn(), group: vi.fn(), signOut: vi.fn(), tagLibrary: vi.fn(),
  request: vi.fn(),
}))
const reload = vi.hoisted(() => vi.fn())
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => api.request }))
vi.mock('~/composables/useReload', () => ({ useReload: () => ({ waiting: shallowRef(false), reload }) }))

beforeEach(() => {
  setActivePinia(createPinia())
  for (const call of Object.values(api)) call.mockReset()
  api.tagLibrary.mockResolvedValue([])
})

describe('customer', () => {
  it('holds the profile asked for', async () => {
    api.customer.mockResolvedValue(profileOf())
    const store = useCustomerStore()
    await store.show('wm1')
    expect(store.state).toMatchObject({ status: 'ready', id: 'wm1', data: profileOf() })
    store.clear()
    expect(store.state).toEqual({ status: 'idle' })
  })

  it('refuses the profile of another customer', async () => {
    api.customer.mockResolvedValue(profileOf({ externalUserId: 'wm2' }))
    const store = useCustomerStore()
    await store.show('wm1')
    expect(store.state).toMatchObject({ status: 'failed', id: 'wm1', failure: { code: 'internal' } })
  })
})

it('group holds the group asked for', async () => {
  const group = groupOf()
  api.group.mockResolvedValue(group)
  const store = useGroupStore()
  await store.show('wr1')
  expect(store.state).toMatchObject({ status: 'ready', id: 'wr1', data: group })
})

it('a group looks for its customers in my list, and forgets its filter with the next group', async () => {
  const members = [
    groupMemberOf('a', { kind: 'customer', name: 'Ann' }),
    groupMemberOf('b', { kind: 'stranger', name: 'Bob' }),
    groupMemberOf('c', { kind: 'colleague', name: 'Cai' }),
  ]
  api.group.mockResolvedValue(groupOf({ members }))
  api.customers
    .mockResolvedValueOnce({ customers: [summaryOf('b')], nextCursor: 'c1' })
    .mockResolvedValueOnce({ customers: [summaryOf('a')], nextCursor: 'c2' })
  const store = useGroupStore()
  await store.show('wr1')
  expect(store.wantsCustomers).toBe(true)
  await useMyCustomersStore().loadAll(() => store.wantsCustomers)
  expect(store.wantsCustomers).toBe(false)
  expect(api.customers).toHaveBeenCalledTimes(2)
  store.filter = { query: '', kind: 'stranger' }
  store.clear()
  expect(store.filter).toEqual({ query: '' })
})

it('a group looks for its customers in a part of a long list only', async () => {
  api.group.mockResolvedValue(groupOf({ members: [groupMemberOf('a', { kind: 'customer' })] }))
  api.customers.mockResolvedValue({
    customers: Array.from({ length: 100 }, (_, index) => summaryOf(`other${index}`)), nextCursor: 'more',
  })
  const store = useGroupStore()
  await store.show('wr1')
  await useMyCustomersStore().loadAll(() => store.wantsCustomers)
  expect(api.customers).toHaveBeenCalledTimes(10)
})

/** Loads one page of the list. */
function loadPage(): Promise<void> {
  let wanted = 1
  return useMyCustomersStore().loadAll(() => wanted-- > 0)
}

describe('my customers', () => {
  it('adds page after page until there is no more', async () => {
    api.customers
      .mockResolvedValueOnce({ customers: [summaryOf('a')], nextCursor: 'c1' })
      .mockResolvedValueOnce({ customers: [summaryOf('b')] })
    const store = useMyCustomersStore()
    await loadPage()
    expect(store.isComplete).toBe(false)
    await loadPage()
    expect(api.customers.mock.calls).toEqual([[undefined], ['c1']])
    expect(store.customers.map(customer => customer.externalUserId)).toEqual(['a', 'b'])
    expect(store.isComplete).toBe(true)
  })

  it('keeps what it has when the next page fails, and asks for the same page again', async () => {
    api.customers
      .mockResolvedValueOnce({ customers: [summaryOf('a')], nextCursor: 'c1' })
      .mockRejectedValueOnce(new ApiError(failureOf('wecom_busy')))
      .mockResolvedValueOnce({ customers: [summaryOf('b')] })
    const store = useMyCustomersStore()
    await loadPage()
    await loadPage()
    expect(store.failure).toMatchObject({ code: 'wecom_busy' })
    expect(store.customers).toHaveLength(1)
    await loadPage()
    expect(api.customers.mock.lastCall).toEqual(['c1'])
    expect([store.failure, store.isComplete]).toEqual([undefined, true])
  })

  it('keeps the failure while it asks again, because its notice may have the focus', async () => {
    api.customers.mockRejectedValueOnce(new ApiError(failureOf('wecom_busy')))
    const store = useMyCustomersStore()
    await loadPage()
    const { promise, resolve } = Promise.withResolvers<object>()
    api.customers.mockReturnValueOnce(promise)
    const loading = loadPage()
    expect([store.isLoading, store.failure?.code]).toEqual([true, 'wecom_busy'])
    resolve({ customers: [summaryOf('a')] })
    await loading
    expect([store.isLoading, store.failure]).toEqual([false, undefined])
  })

  it('replaces a list that has grown old, which stays until the new one is complete', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const store = useMyCustomersStore()
    const ids = () => store.customers.map(customer => customer.externalUserId)
    api.customers.mockResolvedValueOnce({ customers: [summaryOf('a'), summaryOf('b')] })
    await store.loadAll(() => true)
    await store.loadAll(() => true)
    expect(api.customers).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(61_000)
    api.customers
      .mockResolvedValueOnce({ customers: [summaryOf('b')], nextCursor: 'c1' })
      .mockImplementationOnce(async () => {
        expect(ids()).toEqual(['a', 'b'])
        return { customers: [summaryOf('c')] }
      })
    await store.loadAll(() => true)
    expect(ids()).toEqual(['b', 'c'])
    vi.advanceTimersByTime(61_000)
    api.customers.mockRejectedValueOnce(new ApiError(failureOf('wecom_busy')))
    await store.loadAll(() => true)
    expect([ids(), store.failure]).toEqual([['b', 'c'], undefined])
    vi.advanceTimersByTime(61_000)
    api.customers.mockRejectedValueOnce(new ApiError(failureOf('session_required')))
    await store.loadAll(() => true)
    expect(store.failure).toMatchObject({ code: 'session_required' })
    api.customers
      .mockResolvedValueOnce({ customers: [summaryOf('b')], nextCursor: 'c1' })
      .mockResolvedValueOnce({ customers: [summaryOf('c')] })
    await store.loadAll(() => true)
    expect([ids(), store.failure]).toEqual([['b', 'c'], undefined])
  })

  it('finds characters as they are typed, also those that regular expressions use', async () => {
    const names = ['a.*b', 'axxb', '(', '[a-z]+', '\\d', '1']
    api.customers.mockResolvedValue({ customers: names.map(name => summaryOf(name, { name })) })
    const store = useCustomerSearchStore()
    await loadPage()
    const found = (query: string) => {
      store.filter = { ...store.filter, query }
      return store.found.map(({ name }) => name)
    }
    expect([found('.*'), found('('), found('[a-z]+'), found('\\d')]).toEqual([['a.*b'], ['('], ['[a-z]+'], ['\\d']])
  })

  it('finds what rows do not show, and says where; tags as soon as their names are there', async () => {
    const listed = [
      summaryOf('a', { remarkCorpName: 'Acme' }), summaryOf('b', { tagIds: ['t1'] }), summaryOf('c', { name: 'Acme' }),
    ]
    api.customers.mockResolvedValue({ customers: listed })
    const tags = Promise.withResolvers<TagGroup[]>()
    api.tagLibrary.mockReturnValue(tags.promise)
    const store = useCustomerSearchStore()
    await loadPage()
    const ids = () => store.found.map(({ externalUserId }) => externalUserId)
    store.filter = { ...store.filter, query: 'acme' }
    expect(ids()).toEqual(['a', 'c'])
    expect(store.foundParts.get('a')).toMatchObject([{ in: 'company', value: 'Acme' }])
    expect(store.foundParts.get('c')).toEqual([])
    store.filter = { ...store.filter, query: 'gold' }
    expect(ids()).toEqual([])
    tags.resolve([{ id: 'g', name: 'Level', tags: [{ id: 't1', name: 'Gold' }] }])
    await eventually(() => ids().length === 1)
    expect(ids()).toEqual(['b'])
  })

  it('filters by what is known of customers, once that was asked for', async () => {
    api.customers.mockResolvedValue({ customers: ['a', 'b'].map(id => summaryOf(id)) })
    const field = { id: 'f1', name: 'source', type: 'choice', choices: ['fair'] }
    api.request.mockResolvedValue({ stages: [], fields: [field], customers: { b: { values: { f1: 'fair' } } } })
    const store = useCustomerSearchStore()
    await loadPage()
    expect(api.request).not.toHaveBeenCalled()
    await useOwnValuesStore().load()
    store.filter = { ...store.filter, values: { f1: 'fair' } }
    expect([store.found.map(({ externalUserId }) => externalUserId), store.isFiltered]).toEqual([['b'], true])
    store.filter = { ...store.filter, values: {} }
    expect([store.found.length, store.isFiltered]).toEqual([2, false])
  })

  it('sorts; a row keeps its place while customers are opened', async () => {
    api.customers.mockResolvedValue({
      customers: ['2026-01-01', '2026-03-01', '2026-02-01'].map((addedAt, at) => summaryOf('abc'[at]!, { addedAt })),
      recent: ['c'],
    })
    const store = useCustomerSearchStore()
    await loadPage()
    const ids = () => store.found.map(({ externalUserId }) => externalUserId).join('')
    expect(ids()).toBe('abc')
    store.filter = { ...store.filter, order: 'added' }
    expect([ids(), store.isFiltered]).toEqual(['bca', false])
    store.filter = { ...store.filter, order: 'opened' }
    await nextTick()
    expect(ids()).toBe('cab')
    useMyCustomersStore().remember('b')
    await nextTick()
    expect(ids()).toBe('cab')
  })

  it('sorts by the last contact, once that is known; a customer without one has waited since they came', async () => {
    const added = { a: '2026-05-02', b: '2026-01-01', c: '2026-02-01', d: '2025-01-01' }
    api.customers.mockResolvedValue({
      customers: Object.entries(added).map(([id, addedAt]) => summaryOf(id, { addedAt: `${addedAt}T00:00:00.000Z` })),
    })
    const values = Promise.withResolvers<unknown>()
    api.request.mockReturnValue(values.promise)
    const store = useCustomerSearchStore()
    await loadPage()
    const ids = () => store.found.map(({ externalUserId }) => externalUserId).join('')
    store.filter = { ...store.filter, order: 'contact' }
    await nextTick()
    expect([ids(), api.request.mock.calls.length]).toEqual(['abcd', 1])
    const contactOf = (contactedAt: string) => ({ values: {}, contactedAt })
    const customers = { b: contactOf('2026-05-01T00:00:00.000Z'), d: contactOf('2026-04-01T00:00:00.000Z') }
    values.resolve({ stages: [], fields: [], customers })
    await eventually(() => ids() === 'cdba')
  })

  it('loads one page at a time', async () => {
    api.customers.mockResolvedValue({ customers: [] })
    await Promise.all([loadPage(), loadPage()])
    expect(api.customers).toHaveBeenCalledTimes(1)
  })
})

describe('those opened last', () => {
  const opened = async (...ids: string[]) => {
    api.customers.mockResolvedValue({ customers: 'abcdefgh'.split('').map(id => summaryOf(id)) })
    const store = useMyCustomersStore()
    await loadPage()
    ids.forEach(store.remember)
    return store.recent.map(customer => customer.externalUserId)
  }

  it('are the last five, each once, the newest first', async () => {
    expect(await opened('a', 'b', 'c', 'd', 'e', 'f', 'c')).toEqual(['c', 'f', 'e', 'd', 'b'])
  })

  it('leave out people who are not the member\'s customers', async () => {
    expect(await opened('a', 'stranger', 'b')).toEqual(['b', 'a'])
  })

  it('go on from what the server remembers of the page before', async () => {
    api.customers.mockResolvedValue({
      customers: 'abcdef'.split('').map(id => summaryOf(id)), recent: ['c', 'b', 'a', 'e', 'stranger'],
    })
    const store = useMyCustomersStore()
    const ids = () => store.recent.map(customer => customer.externalUserId)
    await loadPage()
    expect(ids()).toEqual(['c', 'b', 'a', 'e'])
    store.remember('f')
    store.remember('a')
    expect(ids()).toEqual(['a', 'f', 'c', 'b', 'e'])
  })

  it('are kept in nothing of the browser', async () => {
    await opened('a', 'b')
    expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ''])
  })
})

describe('session', () => {
  it('is the member of the page', () => {
    servePage({ member: { userId: 'zhangsan', admin: true } })
    expect(useSessionStore()).toMatchObject({ member: { userId: 'zhangsan' }, isAdmin: true })
  })

  it('has no member on a page without a session', () => {
    servePage()
    expect(useSessionStore()).toMatchObject({ member: undefined, isAdmin: false })
  })

  it('ends on the server before the page is loaded again', async () => {
    const order: string[] = []
    api.signOut.mockImplementation(async () => order.push('server'))
    reload.mockImplementation(() => order.push('reload'))
    await useSessionStore().signOut()
    expect(order).toEqual(['server', 'reload'])
  })

  it('shows the truth when it could not be ended', async () => {
    api.signOut.mockRejectedValue(new ApiError(failureOf('offline')))
    reload.mockReset()
    await expect(useSessionStore().signOut()).rejects.toThrow(ApiError)
    expect(reload).toHaveBeenCalledOnce()
  })
})
