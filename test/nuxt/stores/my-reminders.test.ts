import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Reminder } from '#shared/types/reminder.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import type { RemindersApi } from '~/browser/reminders/reminders-api'
import { useMyRemindersStore } from '~/stores/my-reminders'
import { flush } from '../support/flush'
import { servePage } from '../support/page'
import { reminderOf } from '../support/reminders'

vi.mock('~/composables/useApi', () => ({ useApi: () => ({}), useApiRequest: () => vi.fn() }))
const server = vi.hoisted(() => ({
  mine: vi.fn<RemindersApi['mine']>(), snooze: vi.fn<RemindersApi['snooze']>(),
  finish: vi.fn<RemindersApi['finish']>(), reopen: vi.fn<RemindersApi['reopen']>(),
}))
vi.mock('~/browser/reminders/reminders-api', () => ({ createRemindersApi: () => server }))

let stored: Reminder[]

beforeEach(() => {
  servePage({ member: { userId: 'zhangsan', admin: false } })
  setActivePinia(createPinia())
  for (const call of Object.values(server)) call.mockReset()
  stored = [reminderOf('1'), reminderOf('2', { externalUserId: 'wmB' })]
  server.mine.mockImplementation(async () => ({ reminders: stored }))
  server.finish.mockResolvedValue()
})

const idsOf = (store: ReturnType<typeof useMyRemindersStore>) =>
  store.state.status === 'ready' ? store.state.data.map(({ id }) => id) : undefined

it('one that is done goes at once, and an undo brings it back', async () => {
  const mine = useMyRemindersStore()
  await mine.load()
  await mine.run({ kind: 'finish', reminder: stored[1]! })
  expect(server.finish).toHaveBeenCalledExactlyOnceWith(stored[1])
  expect(idsOf(mine)).toEqual(['1'])
  server.reopen.mockResolvedValueOnce(stored[1]!)
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
