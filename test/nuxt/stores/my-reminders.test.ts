import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reminder } from '#shared/types/reminder.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import type { RemindersApi } from '~/browser/reminders/reminders-api'
import { useCustomerStore } from '~/stores/customer'
import { useMyRemindersStore } from '~/stores/my-reminders'
import { useRemindersStore } from '~/stores/reminders'
import { profileOf } from '../support/customers'
import { flush } from '../support/flush'
import { pageOf } from '../support/notes'
import { servePage } from '../support/page'
import { reminderOf } from '../support/reminders'

const api = vi.hoisted(() => ({ customer: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
const story = vi.hoisted(() => ({ timeline: vi.fn() }))
vi.mock('~/browser/story/story-api', () => ({ createStoryApi: () => story }))
const server = vi.hoisted(() => ({
  mine: vi.fn<RemindersApi['mine']>(), snooze: vi.fn<RemindersApi['snooze']>(),
  finish: vi.fn<RemindersApi['finish']>(), reopen: vi.fn<RemindersApi['reopen']>(),
  add: vi.fn<RemindersApi['add']>(),
}))
vi.mock('~/browser/reminders/reminders-api', () => ({ createRemindersApi: () => server }))

let stored: Reminder[]

beforeEach(() => {
  servePage({ member: { userId: 'zhangsan', admin: false } })
  setActivePinia(createPinia())
  for (const call of Object.values(server)) call.mockReset()
  stored = [reminderOf('1'), reminderOf('2', { externalUserId: 'wmB' })]
  server.mine.mockImplementation(async () => ({ reminders: stored }))
  server.finish.mockImplementation(async ({ id }) => {
    stored = stored.filter(reminder => reminder.id !== id)
  })
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id }))
  story.timeline.mockImplementation(async (id: string) =>
    pageOf([], { reminders: stored.filter(({ externalUserId }) => externalUserId === id) }))
})

const idsOf = (store: ReturnType<typeof useMyRemindersStore>) =>
  store.state.status === 'ready' ? store.state.data.map(({ id }) => id) : undefined

it('one that is done goes at once, and an undo brings it back', async () => {
  const mine = useMyRemindersStore()
  await mine.load()
  const [, second] = stored
  await mine.run({ kind: 'finish', reminder: second! })
  expect(server.finish).toHaveBeenCalledExactlyOnceWith(second)
  expect(idsOf(mine)).toEqual(['1'])
  server.reopen.mockResolvedValueOnce(second!)
  await mine.run({ kind: 'undo' })
  expect(idsOf(mine)).toEqual(['1', '2'])
})

it('one that was snoozed elsewhere is shown as it is now', async () => {
  const mine = useMyRemindersStore()
  await mine.load()
  stored = [stored[1]!]
  server.snooze.mockRejectedValueOnce(new ApiError(failureOf('edit_conflict')))
  await mine.run({ kind: 'snooze', reminder: reminderOf('1'), dueAt: '2027-01-01T00:00:00.000Z' })
  await flush()
  expect(mine.work.failure).toMatchObject({ code: 'edit_conflict' })
  expect(idsOf(mine)).toEqual(['2'])
})

it('coming back reads them again, and offers no undo of the visit before', async () => {
  const mine = useMyRemindersStore()
  await mine.load()
  await mine.run({ kind: 'finish', reminder: stored[0]! })
  stored = []
  await mine.load()
  expect(idsOf(mine)).toEqual([])
  expect(mine.work.undo).toBeUndefined()
})

describe('beside a customer in a wide window', () => {
  async function openBoth() {
    const [mine, beside] = [useMyRemindersStore(), useRemindersStore()]
    await mine.load()
    await useCustomerStore().show('wmA')
    await flush()
    return { mine, beside }
  }
  const besideIds = (store: ReturnType<typeof useRemindersStore>) => store.shown.map(({ id }) => id)

  it('one that is done there goes here, and an undo brings it back', async () => {
    const { mine, beside } = await openBoth()
    await beside.run({ kind: 'finish', reminder: stored[0]! })
    expect(idsOf(mine)).toEqual(['2'])
    server.reopen.mockImplementationOnce(async () => (stored.push(reminderOf('1')), reminderOf('1')))
    await beside.run({ kind: 'undo' })
    expect(idsOf(mine)?.toSorted()).toEqual(['1', '2'])
  })

  it('one that is done here goes there', async () => {
    const { mine, beside } = await openBoth()
    expect(besideIds(beside)).toEqual(['1'])
    await mine.run({ kind: 'finish', reminder: stored[0]! })
    expect(besideIds(beside)).toEqual([])
  })

  it('another customer on the screen takes none away', async () => {
    const { mine } = await openBoth()
    await useCustomerStore().show('wmC')
    await flush()
    expect(idsOf(mine)).toEqual(['1', '2'])
  })
})
