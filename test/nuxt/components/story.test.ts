import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { LatestNotes, NoteEditor, TimelineDialog } from '#components'
import { failureOf } from '~/browser/failure'
import type { NoteDraft } from '~/browser/story/note-draft'
import { STORY_TEXTS } from '~/i18n/story-texts'
import { TIMELINE_TEXTS } from '~/i18n/timeline-texts'
import CustomerStory from '~/pages/parts/CustomerStory.vue'
import { eventually } from '../../support/eventually'
import { HOSTILE_TEXTS } from '../../support/hostile-texts'
import { messages } from '../support/messages'
import { noteOf, pageOf } from '../support/notes'
import { servePage } from '../support/page'

const t = { ...STORY_TEXTS.en, ...TIMELINE_TEXTS.en }
const me = 'zhangsan'
const ready = (page: ReturnType<typeof pageOf>) => ({ status: 'ready', id: 'wm', loadedAt: 0, data: page }) as const

beforeEach(() => servePage({ member: { userId: me, admin: false } }))

describe('the editor of a note', () => {
  const draft: NoteDraft = { text: 'Call on Friday', visibility: 'followers', saving: false }

  it('saves by Enter, but neither by Shift + Enter nor by the Enter that ends a Chinese word', async () => {
    const editor = await mountSuspended(NoteEditor, { props: { draft } })
    const field = editor.get('textarea')
    await field.trigger('keydown', { key: 'Enter', shiftKey: true })
    await field.trigger('keydown', { key: 'Enter', isComposing: true })
    await field.trigger('keydown', { key: 'Enter', keyCode: 229 })
    expect(editor.emitted('run')).toBeUndefined()
    await field.trigger('keydown', { key: 'Enter' })
    expect(editor.emitted('run')).toEqual([[{ kind: 'save' }]])
  })

  it('has the choice of who sees it for a new note only, and a deletion for one there is', async () => {
    const editor = await mountSuspended(NoteEditor, { props: { draft } })
    await editor.get('input[type=checkbox]').setValue(true)
    expect(editor.emitted('run')).toEqual([[{ kind: 'share', visibility: 'me' }]])
    expect(editor.text()).not.toContain(t.deleteNote)
    await editor.setProps({ draft: { ...draft, saving: true } })
    expect(editor.get('input[type=checkbox]').attributes()).toHaveProperty('disabled')
    await editor.setProps({ draft: { ...draft, note: noteOf('1') } })
    expect(editor.find('input[type=checkbox]').exists()).toBe(false)
    await editor.findAll('button').find(button => button.text() === t.deleteNote)!.trigger('click')
    expect(editor.emitted('run')!.at(-1)).toEqual([{ kind: 'delete' }])
  })
})

describe('the latest notes', () => {
  const page = pageOf([noteOf('1'), noteOf('2', { author: 'lisi' })])

  it('fold, except while something is written, was left, can be taken back or has failed', async () => {
    const list = await mountSuspended(LatestNotes, {
      props: { state: ready(page), work: {}, names: page.names, me, open: false },
    })
    const texts = () => list.findAll('li').length
    expect([texts(), list.get('.all').text()]).toEqual([0, t.all])
    const draft = { text: 'x', visibility: 'followers', saving: false } as const
    for (const work of [
      { draft }, { kept: draft }, { undo: { kind: 'deleted', note: noteOf('1') } }, { failure: failureOf('offline') },
    ] as const) {
      await list.setProps({ work })
      expect(texts(), Object.keys(work)[0]).toBe(2)
      await list.setProps({ work: {} })
      expect(texts(), 'the member may still be there').toBe(2)
      await list.get('.fold').trigger('click')
      expect(texts()).toBe(0)
    }
    await list.get('.fold').trigger('click')
    expect(list.emitted('update:open')).toEqual([[true]])
  })

  it('are changed by their author only, one at a time', async () => {
    const list = await mountSuspended(LatestNotes, { props: { state: ready(page), work: {}, names: page.names, me } })
    expect(list.findAll('li').map(row => row.find('button').exists())).toEqual([true, false])
    await list.get('li button').trigger('click')
    expect(list.emitted('run')).toEqual([[{ kind: 'edit', note: noteOf('1') }]])
    const draft = { note: noteOf('1'), text: 'x', visibility: 'followers', saving: false } as const
    await list.setProps({ work: { draft } })
    expect(list.findAll('li')).toHaveLength(1)
    expect(list.find('li button').exists()).toBe(false)
  })

  it('say that there are none, and what was left unsaved instead', async () => {
    const props = { state: ready(pageOf([])), work: {}, names: {}, me }
    const list = await mountSuspended(LatestNotes, { props })
    expect(list.text()).toContain(t.none)
    await list.setProps({ work: { kept: { text: 'half', visibility: 'followers' } } })
    expect(list.text()).not.toContain(t.none)
    await eventually(() => list.text().includes(messages.en.edit.restore))
    await list.findAll('button').find(button => button.text() === messages.en.edit.restore)!.trigger('click')
    expect(list.emitted('run')).toEqual([[{ kind: 'write' }]])
  })

  it('leave the outcome of a change to the timeline while that is open', async () => {
    const work = { undo: { kind: 'added', note: noteOf('1') } } as const
    const list = await mountSuspended(LatestNotes, { props: { state: ready(page), work, names: page.names, me } })
    await eventually(() => list.text().includes(messages.en.edit.undo))
    await list.setProps({ covered: true })
    expect(list.text()).not.toContain(messages.en.edit.undo)
    const story = await mountSuspended(CustomerStory, { props: { externalUserId: 'wm' } })
    expect(story.getComponent(LatestNotes).props('covered')).toBe(false)
    await story.findAll('button').find(button => button.text() === t.all)!.trigger('click')
    expect(story.getComponent(LatestNotes).props('covered')).toBe(true)
    story.unmount()
  })

  it('show 300 hostile texts as text', async () => {
    const list = await mountSuspended(LatestNotes, { props: { state: ready(page), work: {}, names: {}, me } })
    for (const text of HOSTILE_TEXTS) {
      await list.setProps({ state: ready(pageOf([noteOf('1', { text, author: text })])), names: { [text]: text } })
      expect(list.element.querySelectorAll('script, img, iframe, style, a'), text).toHaveLength(0)
    }
  })
})

it('the timeline edits a note on the page, pins it, and reads earlier texts and further pages', async () => {
  const page = pageOf([noteOf('1', { changedAt: '2026-11-21T00:00:00Z' })], { nextCursor: 'next' })
  const dialog = await mountSuspended(TimelineDialog, {
    attachTo: document.body,
    props: {
      state: ready(page), work: {}, names: page.names, me, more: { busy: false }, versions: { status: 'idle' },
    },
  })
  const press = (name: string) =>
    dialog.findAll('button').find(button => [button.text(), button.attributes('aria-label')].includes(name))!
      .trigger('click')
  await press(t.pin)
  await press(t.changed)
  await press(t.more)
  await press(t.kinds.note)
  await press(t.editNote)
  expect(dialog.emitted()).toMatchObject({
    run: [[{ kind: 'pin', pinned: true }], [{ kind: 'edit', note: { id: '1' } }]],
    versions: [['1']], more: [[]], filter: [['note']],
  })
  expect(dialog.emitted('close')).toBeDefined()
  await dialog.setProps({ work: { draft: { text: 'x', visibility: 'me', saving: false } } })
  expect(dialog.find(`[aria-label="${t.editNote}"]`).exists()).toBe(false)
  dialog.unmount()
})

it('the timeline keeps the focus when an undo takes its button away', async () => {
  const page = pageOf([noteOf('1')])
  const dialog = await mountSuspended(TimelineDialog, {
    attachTo: document.body,
    props: {
      state: ready(page), names: page.names, me, more: { busy: false }, versions: { status: 'idle' },
      work: { undo: { kind: 'added', note: noteOf('2') } }, kind: 'note',
    },
  })
  const undo = dialog.findAll('button').find(button => button.text() === messages.en.edit.undo)!
  ;(undo.element as HTMLElement).focus()
  await dialog.setProps({ work: {} })
  await eventually(() => expect(document.activeElement?.textContent).toBe(t.kinds.note))
  dialog.unmount()
})
