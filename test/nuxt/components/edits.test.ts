import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CustomerCard, SavedBar, TextEditor, UndoBar } from '#components'
import type { TagGroup } from '#shared/types/customer-edit.ts'
import {
  noEdits, type CustomerEdits, type Edit, type EditCommand, type NoteField, type TagsEdit,
} from '~/browser/edits/customer-edit'
import { failureOf, type Failure } from '~/browser/failure'
import { eventually } from '../../support/eventually'
import { profileOf, relation } from '../support/customers'
import { messages } from '../support/messages'
import { servePage, viewer } from '../support/page'

beforeEach(() => servePage())

const library: TagGroup[] = [
  {
    id: 'g1',
    name: 'Stage',
    tags: [{ id: 't1', name: 'Hot' }, { id: 't2', name: 'Visited' }, { id: 't3', name: 'Signed' }],
  },
  { id: 'g2', name: 'Region', tags: [{ id: 't4', name: 'North' }] },
]

async function mountCard(change: Partial<CustomerEdits> = {}, profile = profileOf()) {
  const card = await mountSuspended(CustomerCard, {
    attachTo: document.body,
    props: {
      profile, edits: { ...noEdits('wm1'), ...change },
      tagLibrary: { status: 'ready', id: 'corp', data: library, loadedAt: 0 },
    },
  })
  const change_ = (next: Partial<CustomerEdits>) => card.setProps({ edits: { ...noEdits('wm1'), ...next } })
  const commands = () => (card.emitted('edit') ?? []).flat() as EditCommand[]
  return { card, commands, change: change_ }
}

/** A field that says `after` in the middle of typing. */
const typed = (field: NoteField, after: string): Partial<CustomerEdits> =>
  ({ drafts: { [field]: { field, before: '', after } } })

const appears = (find: () => { exists: () => boolean }) => eventually(() => find().exists())

describe('folded notes', () => {
  const shut = { notes: false }
  const edit = { field: 'remark', before: 'Lin', after: 'Half a remark' } as const
  const mobiles = { field: 'mobiles' as const, before: [], after: ['1'] }
  const isOpen = (card: Awaited<ReturnType<typeof mountCard>>['card']) => card.find('[data-edit=remark]').exists()
    || card.find('input, textarea').exists()
  const fold = (card: Awaited<ReturnType<typeof mountCard>>['card']) =>
    card.findAll('.fold').find(button => button.text() === messages.en.customer.notes)!.trigger('click')

  it.each<[string, Partial<CustomerEdits>]>([
    ['what was left unsaved', { kept: { remark: edit } }],
    ['a company that was typed', { drafts: { remarkCorpName: { ...edit, field: 'remarkCorpName' } } }],
    ['phone numbers that were left', { kept: { mobiles } }],
    ['what was not saved', { states: { mobiles: { status: 'failed', edit: mobiles, failure: failureOf('offline') } } }],
    ['numbers that could not be shown', { mobiles: { status: 'failed', failure: failureOf('offline') } }],
  ])('open for %s, and stay so until they are folded', async (_, busy) => {
    const { card, change } = await mountCard()
    await appears(() => card.find('.fold'))
    await card.setProps({ sections: shut })
    expect(isOpen(card)).toBe(false)
    await change(busy)
    expect(isOpen(card)).toBe(true)
    await fold(card)
    expect(isOpen(card), 'something must not be missed').toBe(true)
    await change({})
    expect(isOpen(card), 'they were folded meanwhile').toBe(false)
    await change(busy)
    await change({})
    expect(isOpen(card), 'the member may still be there').toBe(true)
    await fold(card)
    expect([isOpen(card), card.emitted('update:sections')]).toEqual([false, undefined])
    card.unmount()
  })

  it('stay folded for the description, which is elsewhere, and for what is being saved', async () => {
    const { card, change } = await mountCard()
    await appears(() => card.find('.fold'))
    await card.setProps({ sections: shut })
    await change({
      kept: { description: { ...edit, field: 'description' } }, states: { remark: { status: 'saving', edit } },
    })
    expect(isOpen(card)).toBe(false)
    card.unmount()
  })
})

describe('the tile that calls', () => {
  const tile = (card: Awaited<ReturnType<typeof mountCard>>['card']) =>
    card.findAll('.tiles > *').find(one => one.text() === messages.en.customer.call)

  it('takes the first number that can be called, and the focus of its button', async () => {
    const { card, commands, change } = await mountCard()
    const press = tile(card)!
    const button = press.element as HTMLElement
    button.focus()
    await press.trigger('click')
    expect(commands()).toEqual([{ kind: 'reveal' }])
    await change({ mobiles: { status: 'revealed', mobiles: ['on request', '0571-8888 6666', '13800138000'] } })
    await nextTick()
    expect(tile(card)!.attributes('href')).toBe('tel:057188886666')
    expect(document.activeElement).toBe(tile(card)!.element)
    card.unmount()
  })

  it('is gone when there is no such number, and the next tile has the focus', async () => {
    const { card, change } = await mountCard()
    await card.setProps({ canOpen: true })
    const press = tile(card)!
    const button = press.element as HTMLElement
    button.focus()
    await press.trigger('click')
    await change({ mobiles: { status: 'revealed', mobiles: ['on request'] } })
    await nextTick()
    expect(tile(card)).toBeUndefined()
    expect(document.activeElement).toBe(card.get('.tiles button').element)
    card.unmount()
  })
})

describe('what was left unsaved', () => {
  it('is offered beside the value; the pencil continues with it, so that nothing is typed over it', async () => {
    const edit = { field: 'remark', before: 'Lin', after: 'Half a remark' } as const
    const { card, commands } = await mountCard({ kept: { remark: edit } })
    await appears(() => card.find('[role=group]'))
    const offer = card.get('[role=group]')
    expect(offer.text()).toContain('Half a remark')
    const press = (label: string) => offer.findAll('button').find(one => one.text() === label)!.trigger('click')
    await press('Restore')
    await press('Discard')
    await card.get('[aria-label="Edit alias"]').trigger('click')
    expect(commands()).toEqual([
      { kind: 'restore', field: 'remark' }, { kind: 'discard', field: 'remark' }, { kind: 'restore', field: 'remark' },
    ])
  })

  it('as phone numbers is not shown by the offer', async () => {
    const { card } = await mountCard({ kept: { mobiles: { field: 'mobiles', before: [], after: ['13800138000'] } } })
    await appears(() => card.find('[role=group]'))
    expect(card.text()).not.toContain('13800138000')
  })
})

describe('a note', () => {
  it('opens with what it says, and is saved by Enter', async () => {
    const { card, commands, change } = await mountCard()
    await card.get('[aria-label="Edit alias"]').trigger('click')
    const opened = { field: 'remark', before: 'Lin (phase 2)', after: 'Lin (phase 2)' } as const
    expect(commands()).toEqual([{ kind: 'draft', edit: opened }])
    await change({ drafts: { remark: opened } })
    await appears(() => card.find('input[aria-label=Alias]'))
    const field = card.get('input[aria-label=Alias]')
    expect(document.activeElement).toBe(field.element)
    await field.setValue(' New ')
    const typed = { ...opened, after: ' New ' }
    expect(commands().at(-1)).toEqual({ kind: 'draft', edit: typed })
    // Brought up to date meanwhile: the member has not seen that.
    await card.setProps({ profile: profileOf({ relation: { ...relation, remark: 'Theirs' } }) })
    await change({ drafts: { remark: typed } })
    await field.trigger('keydown', { key: 'Enter' })
    expect(commands().at(-1)).toEqual({
      kind: 'save', edit: { field: 'remark', before: 'Lin (phase 2)', after: 'New' },
    })
    await change({})
    await nextTick()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Edit alias')
    card.unmount()
  })

  it('is left alone by the Enter that ends a Chinese word, and left by Escape', async () => {
    const { card, commands } = await mountCard(typed('remark', '林'))
    await appears(() => card.find('input[aria-label=Alias]'))
    const field = card.get('input[aria-label=Alias]')
    await field.trigger('keydown', { key: 'Enter', isComposing: true })
    await field.trigger('keydown', { key: 'Enter', keyCode: 229 })
    expect(commands()).toEqual([])
    await field.trigger('keydown', { key: 'Escape' })
    expect(commands()).toEqual([{ kind: 'shelve', field: 'remark' }])
    card.unmount()
  })

  it('of several lines is saved by Ctrl and Enter only', async () => {
    const { card, commands } = await mountCard(typed('description', 'a'))
    await appears(() => card.find('textarea'))
    await card.get('textarea').trigger('keydown', { key: 'Enter' })
    expect(commands()).toEqual([])
    await card.get('textarea').trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect(commands()).toMatchObject([{ kind: 'save', edit: { field: 'description', after: 'a' } }])
    card.unmount()
  })

  it.each([
    ['remark', 20], ['remarkCorpName', 20], ['description', 150],
  ] as const)('%s holds %i characters, counted as people count', async (field, limit) => {
    const { card, commands, change } = await mountCard(typed(field, '😀'.repeat(limit)))
    await appears(() => card.find('[aria-describedby]'))
    expect(card.text()).toContain(`${limit} / ${limit}`)
    await change(typed(field, '😀'.repeat(limit + 2)))
    expect(card.get('[role=alert]').text()).toBe('2 over the limit')
    expect(card.get('[aria-describedby]').attributes('aria-invalid')).toBe('true')
    await card.get('[aria-describedby]').trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect(commands()).toEqual([])
    card.unmount()
  })

  it('of a company exists for WeChat customers only', async () => {
    const { card } = await mountCard({}, profileOf({ type: 'wecom' }))
    expect(card.find('[data-edit=remarkCorpName]').exists()).toBe(false)
    expect(card.find('[aria-label="Edit alias"]').exists()).toBe(true)
    card.unmount()
  })

  it('that was not saved says why and what can be done', async () => {
    const edit = { field: 'remark', before: 'a', after: 'b' } as const
    const { card, commands } = await mountCard({ states: { remark: {
      status: 'failed', edit, failure: failureOf('wecom_busy', { requestId: 'r1' }),
    } } })
    await appears(() => card.find('[role=alert]'))
    const problem = card.get('[role=alert]')
    expect(problem.text()).toContain('WeCom is busy')
    expect(problem.text()).not.toMatch(/Retrying/)
    expect(problem.get('details').text()).toContain('r1')
    for (const button of problem.findAll('.actions button')) await button.trigger('click')
    expect(commands()).toEqual([
      { kind: 'retry', field: 'remark' }, { kind: 'draft', edit }, { kind: 'discard', field: 'remark' },
    ])
    card.unmount()
  })

  it('changed by another person shows both versions', async () => {
    const edit = { field: 'remark', before: 'a', after: 'mine' } as const
    const { card, commands } = await mountCard({ states: { remark: {
      status: 'conflict', edit, theirs: 'theirs', failure: failureOf('edit_conflict', { requestId: 'r2' }),
    } } })
    await appears(() => card.find('[role=alert]'))
    const problem = card.get('[role=alert]')
    expect(problem.findAll('dd').map(version => version.text())).toEqual(['theirs', 'mine', 'edit_conflict', 'r2'])
    for (const button of problem.findAll('.actions button')) await button.trigger('click')
    expect(commands()).toEqual([{ kind: 'overwrite', field: 'remark' }, { kind: 'discard', field: 'remark' }])
    card.unmount()
  })
})

describe('a change that is not saved', () => {
  const failed = (failure: Failure): Partial<CustomerEdits> => ({ states: { tags: {
    status: 'failed', edit: { field: 'tags', add: [], remove: [] }, failure,
  } } })

  it('because the session has ended offers to sign in', async () => {
    const { card, commands } = await mountCard(failed(failureOf('session_required')))
    await appears(() => card.find('[role=alert]'))
    const [signIn] = card.findAll('[role=alert] .actions button')
    expect(signIn!.text()).toBe('Sign in')
    await signIn!.trigger('click')
    expect(viewer.signIn).toHaveBeenCalledTimes(1)
    expect(commands()).toEqual([])
    card.unmount()
  })

  it('because of the set-up tells only an admin what to check', async () => {
    const { card } = await mountCard(failed(failureOf('wecom_config', { hint: 'Tick the app' })))
    await appears(() => card.find('[role=alert]'))
    expect(card.text()).not.toContain('Tick the app')
    viewer.isAdmin.value = true
    await nextTick()
    expect(card.get('[role=alert]').text()).toContain('Tick the app')
    card.unmount()
  })
})

describe('the focus', () => {
  const focused = () => document.activeElement?.getAttribute('data-edit')
  const edit = { field: 'remark', before: 'a', after: 'b' } as const
  const problems: [string, Partial<CustomerEdits>][] = [
    ['a failure', { states: { remark: { status: 'failed', edit, failure: failureOf('wecom_busy') } } }],
    [
      'a conflict',
      { states: { remark: { status: 'conflict', edit, theirs: 'c', failure: failureOf('edit_conflict') } } },
    ],
  ]

  it.each(problems)('moves to the pencil after %s, and stays there while saving', async (_, problem) => {
    const { card, change } = await mountCard(problem)
    await appears(() => card.find('[role=alert]'))
    card.get<HTMLElement>('[role=alert] .actions button').element.focus()
    await change({ states: { remark: { status: 'saving', edit } } })
    await nextTick()
    expect(focused()).toBe('remark')
    expect(card.get('[data-edit=remark]').attributes('aria-disabled')).toBe('true')
    await change({})
    await nextTick()
    expect(focused()).toBe('remark')
    expect(card.get('[data-edit=remark]').attributes('aria-disabled')).toBeUndefined()
    card.unmount()
  })

  it('on the eye stays there, goes on to the pencil with the numbers, and back when they are hidden', async () => {
    const { card, commands, change } = await mountCard()
    card.get<HTMLElement>('[data-edit=reveal]').element.focus()
    await change({ mobiles: { status: 'revealing' } })
    expect(focused()).toBe('reveal')
    await card.get('[data-edit=reveal]').trigger('click')
    expect(commands()).toEqual([])
    await change({ mobiles: { status: 'revealed', mobiles: ['13800138000'] } })
    await nextTick()
    expect(focused()).toBe('mobiles')
    card.get<HTMLElement>('[data-edit=hide]').element.focus()
    await card.get('[data-edit=hide]').trigger('click')
    expect(commands()).toEqual([{ kind: 'hide' }])
    await change({})
    await nextTick()
    expect(focused()).toBe('reveal')
    card.unmount()
  })

  it('elsewhere is left alone', async () => {
    const { card, change } = await mountCard(problems[0]![1])
    await appears(() => card.find('[role=alert]'))
    card.get<HTMLElement>('[data-edit=tags]').element.focus()
    await change({})
    await nextTick()
    expect(focused()).toBe('tags')
    card.unmount()
  })
})

describe('phone numbers', () => {
  const button = (card: Awaited<ReturnType<typeof mountCard>>['card'], text: string) =>
    card.findAll('button').find(candidate => candidate.text() === text)!

  it('are masked until they are asked for, which is said to be recorded', async () => {
    const { card, commands, change } = await mountCard()
    expect(card.text()).toContain('138 **** 8000')
    expect(card.find('[aria-label="Edit phone"]').exists()).toBe(false)
    await card.get('[aria-label="Show full number (views are logged)"]').trigger('click')
    expect(commands()).toEqual([{ kind: 'reveal' }])
    await change({ mobiles: { status: 'failed', failure: failureOf('too_many_requests') } })
    await appears(() => card.find('[role=alert]'))
    expect(card.get('[role=alert]').text()).toContain('Too many requests')
    await card.get('[role=alert] .actions button').trigger('click')
    expect(commands()).toEqual([{ kind: 'reveal' }, { kind: 'reveal' }])
    await change({ mobiles: { status: 'failed', failure: failureOf('session_required') } })
    await card.get('[role=alert] .actions button').trigger('click')
    expect(viewer.signIn).toHaveBeenCalledTimes(1)
    card.unmount()
  })

  it('in full are edited as a list of at most five', async () => {
    const mobiles = ['13800138000', '18600002233']
    const { card, commands, change } = await mountCard({ mobiles: { status: 'revealed', mobiles } })
    await card.get('[aria-label="Edit phone"]').trigger('click')
    expect(commands()).toEqual([{ kind: 'draft', edit: { field: 'mobiles', before: mobiles, after: mobiles } }])
    const open = { mobiles: { status: 'revealed', mobiles } } as const
    const shown = { field: 'mobiles', before: mobiles } as const
    await change({ ...open, drafts: { mobiles: { ...shown, after: ['1', '2', '3', '4', ''] } } })
    await appears(() => card.find('input[type=tel]'))
    expect(card.findAll('input[type=tel]')).toHaveLength(5)
    expect(card.text()).not.toContain('Add number')
    await card.get('[aria-label="Remove number 2"]').trigger('click')
    expect(commands().at(-1)).toEqual({ kind: 'draft', edit: { ...shown, after: ['1', '3', '4', ''] } })
    await card.get('input[type=tel]').trigger('keydown', { key: 'Enter' })
    expect(commands().at(-1)).toEqual({
      kind: 'save', edit: { field: 'mobiles', before: mobiles, after: ['1', '2', '3', '4'] },
    })
    await change({ ...open, drafts: { mobiles: { ...shown, after: ['call me'] } } })
    expect(card.get('[role=alert]').text()).toContain('only digits')
    expect(button(card, 'Save').attributes('disabled')).toBeDefined()
    await change({ ...open, drafts: { mobiles: { ...shown, after: ['1'.repeat(20)] } } })
    expect(card.text()).toContain('20 / 20')
    expect(button(card, 'Save').attributes('disabled')).toBeUndefined()
    await change({ ...open, drafts: { mobiles: { ...shown, after: ['1'.repeat(21)] } } })
    expect(card.get('[role=alert]').text()).toBe('1 over the limit')
    expect(card.text()).not.toContain('only digits')
    expect(button(card, 'Save').attributes('disabled')).toBeDefined()
    card.unmount()
  })

  it('that do not exist can be added without a look', async () => {
    const { card, commands } = await mountCard({}, profileOf({ relation: { ...relation, maskedMobiles: [] } }))
    await card.get('[aria-label="Add phone"]').trigger('click')
    expect(commands()).toEqual([{ kind: 'draft', edit: { field: 'mobiles', before: [], after: [] } }])
    card.unmount()
  })
})

describe('tags', () => {
  async function open() {
    const mounted = await mountCard()
    await mounted.card.get('[data-edit=tags]').trigger('click')
    await appears(() => mounted.card.find('dialog'))
    return { ...mounted, dialog: mounted.card.get('dialog') }
  }

  it('are chosen in groups, and only those of the company', async () => {
    const { card, commands, dialog } = await open()
    expect(commands()).toEqual([{ kind: 'library' }])
    expect((dialog.element as HTMLDialogElement).open).toBe(true)
    expect(dialog.findAll('legend').map(legend => legend.text())).toEqual(['Stage', 'Region'])
    expect(dialog.text()).not.toContain('Tea')
    const boxes = dialog.findAll<HTMLInputElement>('input[type=checkbox]')
    expect(boxes.map(box => box.element.checked)).toEqual([true, true, false, false])
    await boxes[0]!.setValue(false)
    await boxes[3]!.setValue(true)
    await dialog.findAll('button').find(button => button.text() === 'Save')!.trigger('click')
    expect(commands().at(-1)).toEqual({ kind: 'save', edit: {
      field: 'tags',
      add: [{ id: 't4', name: 'North', groupName: 'Region', kind: 'corp' }],
      remove: [relation.tags[0]],
    } })
    expect(card.find('dialog').exists()).toBe(false)
    card.unmount()
  })

  it('are kept when the dialog is closed, offered again, and dropped by Cancel', async () => {
    const { card, commands, change, dialog } = await open()
    await dialog.findAll('input[type=checkbox]')[3]!.setValue(true)
    const edit = { field: 'tags', add: [{ id: 't4', name: 'North', groupName: 'Region', kind: 'corp' }], remove: [] }
    expect(commands().at(-1)).toEqual({ kind: 'draft', edit })
    await change({ drafts: { tags: edit as TagsEdit } })
    ;(dialog.element as HTMLDialogElement).close()
    await eventually(() => !card.find('dialog').exists())
    expect(commands().at(-1)).toEqual({ kind: 'shelve', field: 'tags' })
    await change({ kept: { tags: edit as TagsEdit } })
    await appears(() => card.find('[role=group]'))
    expect(card.get('[role=group]').text()).toContain('+ North')
    await card.get('[role=group]').findAll('button').find(button => button.text() === 'Restore')!.trigger('click')
    expect(commands().at(-1)).toEqual({ kind: 'restore', field: 'tags' })
    await appears(() => card.find('dialog label'))
    expect(card.findAll<HTMLInputElement>('dialog input[type=checkbox]')[3]!.element.checked).toBe(true)
    await card.get('dialog').findAll('button').find(button => button.text() === 'Cancel')!.trigger('click')
    expect(commands().at(-1)).toEqual({ kind: 'discard', field: 'tags' })
    card.unmount()
  })

  it('that cannot be had say why, and each button does what it says', async () => {
    const { card, commands } = await open()
    const fail = async (failure: Failure) => {
      viewer.isAdmin.value = true
      await card.setProps({ tagLibrary: { status: 'failed', id: 'corp', failure } })
      await card.get('dialog .notice > button').trigger('click')
    }
    await fail(failureOf('wecom_config', { hint: 'Tick the app' }))
    expect(card.get('dialog').text()).toContain('Tick the app')
    expect(commands()).toEqual([{ kind: 'library' }, { kind: 'library' }])
    await fail(failureOf('session_required'))
    expect(viewer.signIn).toHaveBeenCalledTimes(1)
    expect(commands()).toHaveLength(2)
    card.unmount()
  })

  it('are found while typing', async () => {
    const { card, dialog } = await open()
    const labels = () => dialog.findAll('label').map(label => label.text())
    await dialog.get('input[type=search]').setValue('nor')
    expect(labels()).toEqual(['North'])
    await dialog.get('input[type=search]').setValue('STAGE')
    expect(labels()).toEqual(['Hot', 'Visited', 'Signed'])
    // A Chinese keyboard in full-width mode, and a space of no width from a copied text.
    for (const typed of ['ｎｏｒ', ' nor\u200B']) {
      await dialog.get('input[type=search]').setValue(typed)
      expect(labels(), typed).toEqual(['North'])
    }
    await dialog.get('input[type=search]').setValue('nothing')
    expect(dialog.text()).toContain('No matching tags')
    card.unmount()
  })
})

it('undo is offered for eight seconds; pointer and focus stop the time, another change starts it again', async () => {
  const offered = shallowRef<object>()
  // Mounted in real time: the test environment itself waits for timers.
  const host = await mountSuspended(defineComponent({ setup: () => () => offered.value
    ? h(
        UndoBar, { offer: offered.value },
      )
    : h('div') }))
  vi.useFakeTimers()
  offered.value = {}
  await nextTick()
  const bar = host.getComponent(UndoBar)
  await vi.advanceTimersByTimeAsync(5_000)
  await bar.trigger('focusin')
  await bar.trigger('mouseenter')
  await bar.trigger('mouseleave')
  await vi.advanceTimersByTimeAsync(60_000)
  await bar.trigger('mouseenter')
  await bar.trigger('focusout')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(bar.emitted('expire')).toBeUndefined()
  await bar.trigger('mouseleave')
  await vi.advanceTimersByTimeAsync(5_000)
  offered.value = {}
  await nextTick()
  await vi.advanceTimersByTimeAsync(7_000)
  expect(bar.emitted('expire')).toBeUndefined()
  await vi.advanceTimersByTimeAsync(8_000)
  expect(bar.emitted('expire')).toHaveLength(1)
  await bar.get('button').trigger('click')
  expect(bar.emitted('undo')).toHaveLength(1)
  vi.useRealTimers()
  host.unmount()
})

it('an editor never cuts what is typed', async () => {
  const editor = await mountSuspended(TextEditor, { props: { modelValue: '', label: 'Remark', limit: 20 } })
  await editor.get('input').setValue('x'.repeat(400))
  expect(editor.emitted('update:modelValue')).toEqual([['x'.repeat(400)]])
})

it.each(['zh-CN', 'en'] as const)('an undo says what it did, in %s', async (language) => {
  useNuxtApp().$messages.value = messages[language]
  const { edit, customer } = messages[language]
  const barOf = async (undo: Edit, undone: boolean) => {
    const bar = await mountSuspended(SavedBar, { props: { edits: { ...noEdits('wm1'), undo, undone } } })
    return [bar.get('[role=status]').text(), bar.get('button').text()]
  }
  const back = { field: 'remark' as const, before: 'Xu', after: 'Director Xu' }
  expect(await barOf(back, false)).toEqual([edit.saved, edit.undo])
  expect(await barOf(back, true)).toEqual([edit.undone(customer.remark, 'Xu'), edit.redo])
  expect(await barOf({ ...back, before: '' }, true)).toEqual([edit.undoneEmpty(customer.remark), edit.redo])
  expect(await barOf({ field: 'tags', add: [], remove: [] }, true)).toEqual([edit.undone(customer.tags), edit.redo])
  const mobiles = { field: 'mobiles' as const, before: ['13800138000'], after: [] }
  expect((await barOf(mobiles, true)).join()).not.toContain('13800138000')
})
