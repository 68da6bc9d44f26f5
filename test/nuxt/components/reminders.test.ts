import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { CustomerReminders, ReminderEditor, ReminderRow } from '#components'
import { FIRST_DUE } from '~/browser/reminders/due'
import { REMINDER_TEXTS } from '~/i18n/reminder-texts'
import { eventually } from '../../support/eventually'
import { HOSTILE_TEXTS } from '../../support/hostile-texts'
import { messages } from '../support/messages'
import { servePage } from '../support/page'
import { reminderOf } from '../support/reminders'

const t = REMINDER_TEXTS.en
const now = new Date('2026-11-27T02:30:00Z')
const draft = { text: 'Call', due: FIRST_DUE, saving: false }

beforeEach(() => servePage({ member: { userId: 'zhangsan', admin: false } }))

describe('the form of a reminder', () => {
  it('saves by Enter, from the text and from a time of one\'s own', async () => {
    const form = await mountSuspended(ReminderEditor, { props: { draft, now } })
    await form.get('input').trigger('keydown', { key: 'Enter' })
    expect(form.emitted('run')).toEqual([[{ kind: 'save' }]])
    await form.findAll('button').find(button => button.text() === t.choices.own)!.trigger('click')
    const [chosen] = form.emitted('run')!.at(-1) as [{ due: typeof FIRST_DUE }]
    expect(chosen).toMatchObject({ kind: 'choose', due: { choice: 'own' } })
    expect(chosen.due.own).toMatch(/T09:00$/)
    await form.setProps({ draft: { ...draft, due: chosen.due } })
    await form.get('input[type=datetime-local]').trigger('keydown', { key: 'Enter' })
    expect(form.emitted('run')!.at(-1)).toEqual([{ kind: 'save' }])
  })

  it('does not save what is blank or past, and says that the time is past', async () => {
    const past = { choice: 'own', own: '2020-01-01T09:00' } as const
    const form = await mountSuspended(ReminderEditor, { props: { draft: { ...draft, due: past }, now } })
    expect(form.get('[role=alert]').text()).toBe(t.notAhead)
    await form.get('input').trigger('keydown', { key: 'Enter' })
    await form.setProps({ draft: { ...draft, text: ' ' } })
    await form.get('input').trigger('keydown', { key: 'Enter' })
    expect(form.emitted('run')).toBeUndefined()
    const save = form.findAll('button').find(button => button.text() === messages.en.edit.save)!
    expect(save.attributes()).toHaveProperty('disabled')
  })
})

describe('the reminders of a customer', () => {
  it('fold to their number, except while one is written', async () => {
    const list = await mountSuspended(CustomerReminders, {
      props: { reminders: [reminderOf('1'), reminderOf('2')], work: {}, open: false },
    })
    expect([list.findAll('li').length, list.get('.head').text()]).toEqual([0, `${t.title} 2`])
    await list.setProps({ work: { draft } })
    expect(list.findAll('li')).toHaveLength(2)
    await list.setProps({ work: {} })
    await list.get('.fold').trigger('click')
    expect(list.findAll('li')).toHaveLength(0)
    await list.get('.fold').trigger('click')
    expect([list.findAll('li').length, list.emitted('update:open')]).toEqual([2, [[true]]])
  })
})

describe('a reminder in a list', () => {
  const press = (row: { findAll: (what: string) => { text: () => string, trigger: (event: string) => unknown }[] },
    name: string) => row.findAll('button').find(button => button.text() === name)!.trigger('click')

  it('is done, deleted, and snoozed with two presses; one that is overdue is not deleted', async () => {
    const ahead = reminderOf('1', { dueAt: '2026-11-27T09:00:00Z' })
    const row = await mountSuspended(ReminderRow, { props: { reminder: ahead, now } })
    await press(row, t.done)
    await press(row, t.remove)
    await press(row, t.snooze)
    await eventually(() => expect(row.text()).toContain(t.choices.tomorrow))
    await press(row, messages.en.edit.save)
    expect(row.emitted('run')).toMatchObject([
      [{ kind: 'finish', reminder: ahead }], [{ kind: 'remove' }], [{ kind: 'snooze', reminder: ahead }],
    ])
    expect(row.text()).not.toContain(t.overdue)
    await row.setProps({ reminder: reminderOf('1', { dueAt: '2026-11-27T02:00:00Z' }) })
    expect(row.text()).toContain(t.overdue)
    expect(row.text()).not.toContain(t.remove)
  })

  it('shows 300 hostile texts as text', async () => {
    const list = await mountSuspended(CustomerReminders, { props: { reminders: [], work: {} } })
    for (const text of HOSTILE_TEXTS) {
      await list.setProps({ reminders: [reminderOf('1', { text })] })
      expect(list.element.querySelectorAll('script, img, iframe, style, a'), text).toHaveLength(0)
    }
  })
})
