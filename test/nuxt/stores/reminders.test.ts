import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reminder } from '#shared/types/reminder.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf, type FailureCode } from '~/browser/failure'
import type { RemindersApi } from '~/browser/reminders/reminders-api'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useCustomerStore } from '~/stores/customer'
import { useRemindersStore } from '~/stores/reminders'
import { runs } from '../../support/property-runs'
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
  add: vi.fn<RemindersApi['add']>(), snooze: vi.fn<RemindersApi['snooze']>(), finish: vi.fn<RemindersApi['finish']>(),
  reopen: vi.fn<RemindersApi['reopen']>(), remove: vi.fn<RemindersApi['remove']>(),
}))
vi.mock('~/browser/reminders/reminders-api', () => ({ createRemindersApi: () => server }))

/** The reminders that the server has; `done`: those that are done. */
let stored: Reminder[]
let done: Reminder[]
const fail = (code: FailureCode) => new ApiError(failureOf(code))
const AHEAD = new Date(Date.now() + 7_200_000).toISOString()

function find(id: string): Reminder {
  const found = stored.find(reminder => reminder.id === id)
  if (!found) throw fail('reminder_not_found')
  return found
}

beforeEach(() => {
  localStorage.clear()
  servePage({ member: { userId: 'zhangsan', admin: false } })
  setActivePinia(createPinia())
  stored = []
  done = []
  for (const call of [...Object.values(api), ...Object.values(story), ...Object.values(server)]) call.mockReset()
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id }))
  story.timeline.mockImplementation(async (id: string) =>
    pageOf([], { reminders: stored.filter(({ externalUserId }) => externalUserId === id) }))
  server.add.mockImplementation(async (externalUserId, { text, dueAt }) => {
    const added = reminderOf(String(stored.length + done.length + 1), { externalUserId, text, dueAt })
    stored.push(added)
    return added
  })
  server.snooze.mockImplementation(async ({ id, version }, dueAt) => {
    if (find(id).version !== version) throw fail('edit_conflict')
    const snoozed = { ...find(id), dueAt, version: version + 1 }
    stored = stored.map(reminder => reminder.id === id ? snoozed : reminder)
    return snoozed
  })
  server.finish.mockImplementation(async ({ id }) => {
    done.push(find(id))
    stored = stored.filter(reminder => reminder.id !== id)
  })
  server.remove.mockImplementation(async ({ id }) => {
    find(id)
    stored = stored.filter(reminder => reminder.id !== id)
  })
  server.reopen.mockImplementation(async ({ id }) => {
    const again = done.find(reminder => reminder.id === id)!
    stored.push(again)
    return again
  })
})

async function open(id = 'wmA') {
  const customer = useCustomerStore()
  const reminders = useRemindersStore()
  await customer.show(id)
  await flush()
  return { customer, reminders, texts: () => reminders.shown.map(({ text }) => text) }
}

async function write(reminders: ReturnType<typeof useRemindersStore>, text: string): Promise<void> {
  await reminders.run({ kind: 'write' })
  await reminders.run({ kind: 'type', text })
}

describe('a reminder', () => {
  it('is for the next morning, is shown when the server has it, and is deleted again by an undo', async () => {
    const { reminders, texts } = await open()
    await write(reminders, 'Call')
    await reminders.run({ kind: 'save' })
    const [, { dueAt }] = server.add.mock.calls[0]!
    const tomorrow = new Date()
    tomorrow.setDate(tomorrow.getDate() + 1)
    tomorrow.setHours(9, 0, 0, 0)
    expect(dueAt).toBe(tomorrow.toISOString())
    expect(texts()).toEqual(['Call'])
    expect(reminders.work.draft).toBeUndefined()
    expect(reminders.work.undo).toMatchObject({ kind: 'added' })
    await reminders.run({ kind: 'undo' })
    expect(texts()).toEqual([])
    expect(stored).toEqual([])
  })

  it('that is blank, or whose time is past, sends nothing', async () => {
    const { reminders } = await open()
    await write(reminders, '  ')
    await reminders.run({ kind: 'save' })
    await reminders.run({ kind: 'type', text: 'Call' })
    await reminders.run({ kind: 'choose', due: { choice: 'own', own: '2020-01-01T09:00' } })
    await reminders.run({ kind: 'save' })
    expect(server.add).not.toHaveBeenCalled()
    expect(reminders.work.draft).toMatchObject({ text: 'Call', saving: false })
  })

  it('begins with a note in one line, as much of it as a reminder takes', async () => {
    const { reminders } = await open()
    await reminders.run({ kind: 'write', text: ' Price sent\nCall on Friday ' })
    expect(reminders.work.draft?.text).toBe('Price sent Call on Friday')
    await reminders.run({ kind: 'discard' })
    await reminders.run({ kind: 'write', text: '长'.repeat(300) })
    expect([...reminders.work.draft!.text]).toHaveLength(100)
  })

  it('begins with the time that a panel has named', async () => {
    const { reminders } = await open()
    const due = { choice: 'own' as const, own: '2099-03-01T08:00' }
    await reminders.run({ kind: 'write', text: 'Call back', due })
    expect(reminders.work.draft).toEqual({ text: 'Call back', due, saving: false })
  })

  it('that could not be saved keeps its text and tells why; what is typed meanwhile stays', async () => {
    const { reminders } = await open()
    server.add.mockRejectedValueOnce(fail('reminders_full'))
    await write(reminders, 'kept')
    await reminders.run({ kind: 'save' })
    expect(reminders.work.draft).toMatchObject({ text: 'kept', saving: false, failure: { code: 'reminders_full' } })
    expect(useUnsavedWork().exists()).toBe(true)
    const saving = reminders.run({ kind: 'save' })
    await reminders.run({ kind: 'type', text: 'next' })
    await saving
    expect(reminders.work.draft).toMatchObject({ text: 'next', saving: false, failure: undefined })
  })

  it('that is there already is never taken away by an undo', async () => {
    stored = [reminderOf('1')]
    const { reminders } = await open()
    await write(reminders, 'reminder 1')
    server.add.mockResolvedValueOnce(stored[0]!)
    await reminders.run({ kind: 'save' })
    expect([reminders.work.draft, reminders.work.undo]).toEqual([undefined, undefined])
  })

  it('is done, snoozed and deleted, and each is taken back', async () => {
    stored = [reminderOf('1', { dueAt: AHEAD })]
    const { reminders, texts } = await open()
    const later = new Date(Date.now() + 9_000_000).toISOString()
    for (const change of [{ kind: 'finish' }, { kind: 'remove' }, { kind: 'snooze', dueAt: later }] as const) {
      await reminders.run({ ...change, reminder: reminders.shown[0]! })
      expect(texts()).toEqual(change.kind === 'snooze' ? ['reminder 1'] : [])
      expect(stored.filter(({ dueAt }) => dueAt === AHEAD)).toEqual([])
      await reminders.run({ kind: 'undo' })
      expect(reminders.shown).toMatchObject([{ text: 'reminder 1', dueAt: AHEAD }])
      expect(stored).toMatchObject([{ text: 'reminder 1', dueAt: AHEAD }])
      expect(reminders.work.undo).toBeUndefined()
    }
  })

  it('that is overdue is snoozed without an undo, because no time is past for the server', async () => {
    stored = [reminderOf('1', { dueAt: '2026-01-01T00:00:00Z' })]
    const { reminders } = await open()
    await reminders.run({ kind: 'snooze', reminder: stored[0]!, dueAt: AHEAD })
    expect(reminders.shown).toMatchObject([{ dueAt: AHEAD }])
    expect(reminders.work.undo).toBeUndefined()
    expect(reminders.work.busy).toEqual([])
  })

  it('that was done elsewhere goes, and one that was snoozed elsewhere is shown as it is now', async () => {
    const old = reminderOf('2')
    stored = [reminderOf('1'), old]
    const { reminders, texts } = await open()
    stored = [{ ...old, dueAt: AHEAD, version: 2 }]
    await reminders.run({ kind: 'finish', reminder: reminders.shown[0]! })
    expect(reminders.work).toMatchObject({ undo: undefined, failure: undefined })
    expect(texts()).toEqual(['reminder 2'])
    await reminders.run({ kind: 'snooze', reminder: old, dueAt: AHEAD })
    expect(reminders.work.failure).toMatchObject({ code: 'edit_conflict' })
    await flush()
    expect(reminders.shown).toMatchObject([{ version: 2, dueAt: AHEAD }])
  })

  it('stays when a change fails, and the same change works afterwards', async () => {
    stored = [reminderOf('1')]
    const { reminders, texts } = await open()
    server.finish.mockRejectedValueOnce(fail('offline'))
    await reminders.run({ kind: 'finish', reminder: stored[0]! })
    expect(reminders.work).toMatchObject({ failure: { code: 'offline' }, undo: undefined })
    expect(texts()).toEqual(['reminder 1'])
    await reminders.run({ kind: 'finish', reminder: stored[0]! })
    expect(texts()).toEqual([])
    expect(reminders.work).toMatchObject({ failure: undefined, undo: { kind: 'done' } })
  })

  it('left by Escape is offered, and continues with the action', async () => {
    const { reminders } = await open()
    await write(reminders, 'half')
    await reminders.run({ kind: 'shelve' })
    expect(reminders.work.draft).toBeUndefined()
    expect(reminders.work.kept).toMatchObject({ text: 'half' })
    await reminders.run({ kind: 'write', text: 'of a note' })
    expect(reminders.work.draft).toBeUndefined()
    await reminders.run({ kind: 'write' })
    expect(reminders.work.draft).toMatchObject({ text: 'half' })
  })

  it('is never about another customer, whatever the member switches to while typing and saving', async () => {
    const step = fc.constantFrom('A', 'B', 'save')
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      setActivePinia(createPinia())
      stored = []
      const { customer, reminders } = await open('wmA')
      const saving: Promise<void>[] = []
      for (const next of steps) {
        if (next === 'save') {
          await write(reminders, `for ${reminders.externalUserId}`)
          saving.push(reminders.run({ kind: 'save' }))
        }
        else await customer.show(`wm${next}`)
      }
      await Promise.all(saving)
      expect(stored.filter(({ text, externalUserId }) => text !== `for ${externalUserId}`)).toEqual([])
      expect(reminders.shown.filter(({ externalUserId }) => externalUserId !== reminders.externalUserId)).toEqual([])
    }), runs(200))
  })
})
