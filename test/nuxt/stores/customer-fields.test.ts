import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import type { CustomerFields, Field } from '#shared/types/field.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import type { FieldsApi } from '~/browser/fields/fields-api'
import type { StoryApi } from '~/browser/story/story-api'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useCustomerStore } from '~/stores/customer'
import { useCustomerFieldsStore } from '~/stores/customer-fields'
import { useDraftsStore } from '~/stores/drafts'
import { profileOf } from '../support/customers'
import { flush } from '../support/flush'
import { pageOf } from '../support/notes'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ customer: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
const story = vi.hoisted(() => ({ timeline: vi.fn<StoryApi['timeline']>() }))
vi.mock('~/browser/story/story-api', () => ({ createStoryApi: () => story }))
const calls = vi.hoisted(() => ({ setField: vi.fn<FieldsApi['setField']>() }))
vi.mock('~/browser/fields/fields-api', () => ({ createFieldsApi: () => calls }))

const fields: Field[] = [{ id: 'size', name: 'Size', type: 'text' }, { id: 'vip', name: 'VIP', type: 'switch' }]
const withValues = (values: CustomerFields['values']): CustomerFields => ({ fields, values })
const serve = (values: CustomerFields['values']) =>
  story.timeline.mockImplementation(async () => pageOf([], { ownFields: withValues(values) }))

beforeEach(() => {
  servePage()
  setActivePinia(createPinia())
  calls.setField.mockReset()
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id }))
  serve({ size: 'M' })
})

/** Opens the customer with what an earlier page has left of the fields. */
async function openKept(kept: object) {
  const follow = vi.spyOn(useDraftsStore(), 'follow')
  const { store } = await open()
  const [draft] = follow.mock.calls.map(([followed]) => followed).filter(({ place }) =>
    typeof place === 'object' && place.field === 'ownFields')
  expect(draft!.place).toEqual({ externalUserId: 'wmA', field: 'ownFields' })
  draft!.offer(kept)
  return { store, unsaved: () => draft!.unsaved() }
}

async function open() {
  const customer = useCustomerStore()
  const store = useCustomerFieldsStore()
  await customer.show('wmA')
  await flush()
  return { customer, store }
}

it('what is typed while a field is saved is its next change', async () => {
  const { store } = await open()
  await store.run({ kind: 'edit', id: 'size' })
  await store.run({ kind: 'type', text: 'L' })
  const { promise, resolve } = Promise.withResolvers<CustomerFields>()
  calls.setField.mockReturnValueOnce(promise)
  const saving = store.run({ kind: 'save', id: 'size', after: 'L' })
  await store.run({ kind: 'type', text: 'XL' })
  serve({ size: 'L' })
  resolve(withValues({ size: 'L' }))
  await saving
  expect([store.work.open, store.work.drafts.size]).toEqual(['size', { before: 'L', text: 'XL' }])
  calls.setField.mockResolvedValueOnce(withValues({ size: 'XL' }))
  await store.run({ kind: 'save', id: 'size', after: 'XL' })
  expect(calls.setField).toHaveBeenLastCalledWith('wmA', 'size', { before: 'L', after: 'XL' })
  expect([store.work.open, store.work.drafts]).toEqual([undefined, {}])
})

it('what is typed stays with its customer until it is saved, and the change can be undone', async () => {
  const { customer, store } = await open()
  await store.run({ kind: 'edit', id: 'size' })
  expect([store.work.drafts.size, useUnsavedWork().exists()]).toEqual([{ before: 'M', text: 'M' }, false])
  await store.run({ kind: 'type', text: 'L' })
  await store.run({ kind: 'leave' })
  await customer.show('wmB')
  await flush()
  expect([store.work, useUnsavedWork().exists()]).toEqual([{ drafts: {}, saving: {}, failures: {} }, true])
  await customer.show('wmA')
  await flush()
  await store.run({ kind: 'edit', id: 'size' })
  expect([store.work.open, store.work.drafts.size?.text]).toEqual(['size', 'L'])

  calls.setField.mockResolvedValueOnce(withValues({ size: 'L' }))
  serve({ size: 'L' })
  await store.run({ kind: 'save', id: 'size', after: 'L' })
  expect(calls.setField).toHaveBeenLastCalledWith('wmA', 'size', { before: 'M', after: 'L' })
  expect([store.shown?.values, store.work.open, useUnsavedWork().exists()]).toEqual([{ size: 'L' }, undefined, false])

  calls.setField.mockResolvedValueOnce(withValues({ size: 'M' }))
  serve({ size: 'M' })
  await store.run({ kind: 'undo' })
  expect(calls.setField).toHaveBeenLastCalledWith('wmA', 'size', { before: 'L', after: 'M' })
  expect([store.shown?.values, store.work.undo]).toEqual([{ size: 'M' }, undefined])
})

it('what an earlier page has left is offered with its customer, unless the field is gone', async () => {
  const page = await openKept({ size: { before: 'M', text: 'half' }, gone: { text: 'x' } })
  expect(page.store.work).toMatchObject({ drafts: { size: { before: 'M', text: 'half' } } })
  await page.store.run({ kind: 'edit', id: 'size' })
  expect(page.store.work.drafts.size?.text).toBe('half')
  await page.store.run({ kind: 'cancel', id: 'size' })
  expect([page.store.work.drafts, page.unsaved()]).toEqual([{}, undefined])
  await page.store.run({ kind: 'edit', id: 'size' })
  await page.store.run({ kind: 'type', text: 'L' })
  expect(page.unsaved()).toEqual({ size: { before: 'M', text: 'L' } })
})

it('a value that a colleague has changed is read again; the text stays, to be saved over it', async () => {
  const { store } = await open()
  await store.run({ kind: 'edit', id: 'size' })
  await store.run({ kind: 'type', text: 'L' })
  calls.setField.mockRejectedValueOnce(new ApiError(failureOf('edit_conflict')))
  serve({ size: 'XL' })
  await store.run({ kind: 'save', id: 'size', after: 'L' })
  expect(store.work).toMatchObject({ open: 'size', failures: { size: { code: 'edit_conflict' } } })
  expect([store.shown?.values, store.work.drafts.size]).toEqual([{ size: 'XL' }, { before: 'XL', text: 'L' }])
  calls.setField.mockResolvedValueOnce(withValues({ size: 'L' }))
  await store.run({ kind: 'save', id: 'size', after: 'L' })
  expect(calls.setField).toHaveBeenLastCalledWith('wmA', 'size', { before: 'XL', after: 'L' })
})

it('a save that fails beside another customer does not forget which value the member saw', async () => {
  const { customer, store } = await open()
  await store.run({ kind: 'edit', id: 'size' })
  await store.run({ kind: 'type', text: 'L' })
  const { promise, reject } = Promise.withResolvers<CustomerFields>()
  calls.setField.mockReturnValueOnce(promise)
  const saving = store.run({ kind: 'save', id: 'size', after: 'L' })
  await customer.show('wmB')
  await flush()
  reject(new ApiError(failureOf('offline')))
  await saving
  await customer.show('wmA')
  await flush()
  calls.setField.mockResolvedValueOnce(withValues({ size: 'L' }))
  await store.run({ kind: 'save', id: 'size', after: 'L' })
  expect(calls.setField).toHaveBeenLastCalledWith('wmA', 'size', { before: 'M', after: 'L' })
})

it('is shown as chosen while it is saved, and as stored when that fails', async () => {
  const { store } = await open()
  let fail = (_: unknown) => {}
  calls.setField.mockReturnValueOnce(new Promise((_, reject) => fail = reject))
  const saving = store.run({ kind: 'save', id: 'vip', after: true })
  expect([store.shown?.values.vip, store.work.saving.vip]).toEqual([true, { after: true }])
  await store.run({ kind: 'save', id: 'vip', after: false })
  expect(calls.setField).toHaveBeenCalledOnce()
  fail(new ApiError(failureOf('store_unavailable')))
  await saving
  expect([store.shown?.values.vip, store.work.failures.vip?.code]).toEqual([undefined, 'store_unavailable'])
})

it('a field that is changed while another is saved is saved after it', async () => {
  serve({ size: 'M', vip: true })
  const { store } = await open()
  let answer = (_: CustomerFields) => {}
  calls.setField.mockReturnValueOnce(new Promise(resolve => answer = resolve))
  const first = store.run({ kind: 'save', id: 'vip', after: false })
  await flush()
  const second = store.run({ kind: 'save', id: 'size', after: 'L' })
  await flush()
  expect([store.shown?.values, calls.setField.mock.calls.length]).toEqual([{ size: 'L', vip: false }, 1])

  const saved = { size: 'L', vip: false }
  calls.setField.mockResolvedValueOnce(withValues(saved))
  serve(saved)
  answer(withValues({ size: 'M', vip: false }))
  await Promise.all([first, second])
  expect(calls.setField).toHaveBeenLastCalledWith('wmA', 'size', { before: 'M', after: 'L' })
  expect([store.shown?.values, store.work.undo?.id]).toEqual([{ size: 'L', vip: false }, 'size'])
})

it('a save that fails does not stop the next one, and its reason stays', async () => {
  const { store } = await open()
  calls.setField.mockRejectedValueOnce(new ApiError(failureOf('store_unavailable')))
  calls.setField.mockResolvedValueOnce(withValues({ size: 'L' }))
  serve({ size: 'L' })
  await Promise.all([
    store.run({ kind: 'save', id: 'vip', after: true }), store.run({ kind: 'save', id: 'size', after: 'L' }),
  ])
  expect([store.shown?.values, store.work.failures.vip?.code]).toEqual([{ size: 'L' }, 'store_unavailable'])
})
