import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, expect, it } from 'vitest'
import { FieldsScreen, OwnField } from '#components'
import type { Field, FieldListEdit } from '#shared/types/field.ts'
import { failureOf } from '~/browser/failure'
import { FIELDS_TEXTS } from '~/i18n/fields-texts'
import { eventually } from '../../support/eventually'
import { messages } from '../support/messages'
import { servePage } from '../support/page'

const t = FIELDS_TEXTS.en
const fieldOf = (type: Field['type'], choices?: string[]): Field => ({ id: 'f1', name: 'Field', type, choices })

beforeEach(() => servePage())

it.each([
  ['text', ' three rooms ', 'three rooms'], ['text', '  ', undefined], ['number', '-2.5', -2.5],
  ['date', '2024-02-29', '2024-02-29'],
] as const)('a %s is saved from its editor: %j', async (type, text, after) => {
  const field = await mountSuspended(OwnField, { props: { field: fieldOf(type), draft: { text }, open: true } })
  await field.get('form').trigger('submit')
  expect(field.emitted('run')).toEqual([[{ kind: 'save', id: 'f1', after }]])
})

it('a choice and a switch are saved at once; a choice that is gone stays chosen', async () => {
  const choice = await mountSuspended(OwnField, { props: { field: fieldOf('choice', ['a', 'b']), value: 'old' } })
  expect(choice.findAll('option').map(option => option.text())).toEqual([messages.en.edit.none, 'a', 'b', 'old'])
  expect(choice.get('select').element.value).toBe('old')
  await choice.get('select').setValue('b')
  await choice.get('select').setValue('')
  const save = { kind: 'save', id: 'f1' }
  expect(choice.emitted('run')).toEqual([[{ ...save, after: 'b' }], [{ ...save, after: undefined }]])
  const toggle = await mountSuspended(OwnField, { props: { field: fieldOf('switch') } })
  await toggle.get('[role=switch]').setValue(true)
  expect(toggle.emitted('run')).toEqual([[{ ...save, after: true }]])
})

it.each(['choice', 'switch'] as const)('a %s that had the focus has it again when it is saved', async (type) => {
  const props = { field: fieldOf(type, ['a']) }
  const field = await mountSuspended(OwnField, { props, attachTo: document.body })
  const control = field.get<HTMLElement>('select, [role=switch]').element
  control.focus()
  await field.setProps({ saving: true })
  // As browsers do with a control that is disabled.
  control.blur()
  await field.setProps({ saving: false })
  await eventually(() => expect(document.activeElement).toBe(control))
  field.unmount()
})

it('a conflict shows what the colleague wrote beside what is typed', async () => {
  const field = await mountSuspended(OwnField, {
    props: {
      field: fieldOf('number'), value: 1_500, draft: { text: '7' }, open: true, failure: failureOf('edit_conflict'),
    },
  })
  expect(field.get('[role=alert]').text()).toContain('1,500')
  // The editor has its own button.
  const { retry } = messages.en.failure.fix
  expect(field.get('[role=alert]').findAll('button').map(button => button.text())).not.toContain(retry)
  expect(field.get('input').element.value).toBe('7')
})

it('what was left without saving is offered, with its field', async () => {
  const field = await mountSuspended(OwnField, { props: { field: fieldOf('text'), draft: { text: 'half' } } })
  await eventually(() => expect(field.get('[role=group]').text()).toContain('half'))
  const [restore, discard] = field.findAll('[role=group] button')
  await restore!.trigger('click')
  await discard!.trigger('click')
  expect(field.emitted('run')).toEqual([[{ kind: 'edit', id: 'f1' }], [{ kind: 'cancel', id: 'f1' }]])
})

it('fields are saved when names and choices can be; a stored type stays', async () => {
  const stored = fieldOf('text')
  const state = { status: 'ready' as const, id: 'all', data: [stored], loadedAt: 0 }
  const screen = await mountSuspended(FieldsScreen, {
    props: { state, changed: true, saving: false, saved: false, fields: [stored, { name: 'New', type: 'text' }] },
  })
  expect(screen.findAll('select').map(select => select.element.disabled)).toEqual([true, false])
  await screen.findAll('select')[1]!.setValue('choice')
  const [changed] = screen.emitted<[FieldListEdit['after']]>('change')![0]!
  expect(changed).toEqual([stored, { name: 'New', type: 'choice', choices: [] }])
  const canSave = async (choices: string[]) => {
    await screen.setProps({ fields: [stored, { name: 'New', type: 'choice', choices }] })
    return !screen.get<HTMLButtonElement>('button[type=submit]').element.disabled
  }
  expect(await canSave([])).toBe(false)
  expect(await canSave(['a', 'a'])).toBe(false)
  expect(await canSave(['a', ''])).toBe(true)
  await screen.get(`textarea[aria-label="${t.choices(2)}"]`).setValue('a\nb')
  expect(screen.emitted<[FieldListEdit['after']]>('change')!.at(-1)![0][1]).toMatchObject({ choices: ['a', 'b'] })
})
