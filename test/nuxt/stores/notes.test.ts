import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { NoteEdit, NewNote, Note } from '#shared/types/note.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf, type FailureCode } from '~/browser/failure'
import type { StoryApi } from '~/browser/story/story-api'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useCustomerStore } from '~/stores/customer'
import { useNotesStore } from '~/stores/notes'
import { useTimelineStore } from '~/stores/timeline'
import { eventually } from '../../support/eventually'
import { runs } from '../../support/property-runs'
import { profileOf } from '../support/customers'
import { flush } from '../support/flush'
import { noteOf, pageOf } from '../support/notes'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ customer: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
const story = vi.hoisted(() => ({
  timeline: vi.fn<StoryApi['timeline']>(), addNote: vi.fn<StoryApi['addNote']>(),
  changeNote: vi.fn<StoryApi['changeNote']>(), deleteNote: vi.fn<StoryApi['deleteNote']>(),
  pinNote: vi.fn<StoryApi['pinNote']>(), noteVersions: vi.fn<StoryApi['noteVersions']>(),
}))
vi.mock('~/browser/story/story-api', () => ({ createStoryApi: () => story }))

/** The notes that the server has, by customer. */
let stored: Map<string, Note[]>
const fail = (code: FailureCode) => new ApiError(failureOf(code))
const notesOf = (id: string) => stored.get(id) ?? []

beforeEach(() => {
  localStorage.clear()
  servePage({ member: { userId: 'zhangsan', admin: false } })
  setActivePinia(createPinia())
  stored = new Map()
  for (const call of [...Object.values(api), ...Object.values(story)]) call.mockReset()
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id }))
  story.timeline.mockImplementation(async id => pageOf(notesOf(id)))
  story.addNote.mockImplementation(async (id: string, note: NewNote) => {
    const added = noteOf(`${id}-${notesOf(id).length}`, note)
    stored.set(id, [added, ...notesOf(id)])
    return added
  })
  story.changeNote.mockImplementation(async (id: string, noteId: string, { before, after }: NoteEdit) => {
    const known = notesOf(id).find(note => note.id === noteId)
    if (known?.text !== before) throw fail(known ? 'edit_conflict' : 'note_not_found')
    const changed = { ...known, text: after, changedAt: '2026-11-21T00:00:00Z' }
    stored.set(id, notesOf(id).map(note => note.id === noteId ? changed : note))
    return changed
  })
  story.deleteNote.mockImplementation(async (id: string, noteId: string) => {
    if (!notesOf(id).some(note => note.id === noteId)) throw fail('note_not_found')
    stored.set(id, notesOf(id).filter(note => note.id !== noteId))
  })
})

async function open(id = 'wmA') {
  const customer = useCustomerStore()
  const notes = useNotesStore()
  const timeline = useTimelineStore()
  await customer.show(id)
  await flush()
  const texts = () =>
    timeline.latest.status === 'ready' ? timeline.latest.data.notes!.map(({ text }) => text) : undefined
  return { customer, notes, timeline, texts }
}

async function write(notes: ReturnType<typeof useNotesStore>, text: string): Promise<void> {
  await notes.run({ kind: 'write' })
  await notes.run({ kind: 'type', text })
}

describe('a note', () => {
  it('is shown when the server has it, and is deleted again by an undo', async () => {
    const { notes, texts } = await open()
    await write(notes, 'Call on Friday')
    await notes.run({ kind: 'share', visibility: 'me' })
    await notes.run({ kind: 'save' })
    expect(story.addNote).toHaveBeenCalledExactlyOnceWith('wmA', { text: 'Call on Friday', visibility: 'me' })
    expect(texts()).toEqual(['Call on Friday'])
    expect(notes.work).toMatchObject({ draft: undefined, undo: { kind: 'added' } })
    await notes.run({ kind: 'undo' })
    expect(texts()).toEqual([])
    expect(notesOf('wmA')).toEqual([])
  })

  it('that is blank, or that has not been changed, sends nothing', async () => {
    stored.set('wmA', [noteOf('1')])
    const { notes } = await open()
    await write(notes, ' \n')
    await notes.run({ kind: 'save' })
    await notes.run({ kind: 'discard' })
    await notes.run({ kind: 'edit', note: noteOf('1') })
    await notes.run({ kind: 'save' })
    expect(notes.work.draft).toBeUndefined()
    expect(story.addNote).not.toHaveBeenCalled()
    expect(story.changeNote).not.toHaveBeenCalled()
  })

  it('is changed and deleted, and each is taken back', async () => {
    stored.set('wmA', [noteOf('1')])
    const { notes, texts } = await open()
    await notes.run({ kind: 'edit', note: noteOf('1') })
    await notes.run({ kind: 'type', text: 'changed' })
    await notes.run({ kind: 'save' })
    expect(texts()).toEqual(['changed'])
    await notes.run({ kind: 'undo' })
    expect(texts()).toEqual(['note 1'])
    await notes.run({ kind: 'edit', note: notesOf('wmA')[0]! })
    await notes.run({ kind: 'delete' })
    expect(texts()).toEqual([])
    await notes.run({ kind: 'undo' })
    expect(texts()).toEqual(['note 1'])
  })

  it('that could not be saved keeps its text and tells why', async () => {
    const { notes } = await open()
    story.addNote.mockRejectedValueOnce(fail('notes_full'))
    await write(notes, 'kept')
    await notes.run({ kind: 'save' })
    expect(notes.work.draft).toMatchObject({ text: 'kept', saving: false, failure: { code: 'notes_full' } })
    expect(useUnsavedWork().exists()).toBe(true)
  })

  it('that was changed elsewhere shows both texts; the member overwrites it', async () => {
    stored.set('wmA', [noteOf('1')])
    const { notes, texts } = await open()
    await notes.run({ kind: 'edit', note: noteOf('1') })
    await notes.run({ kind: 'type', text: 'mine' })
    stored.set('wmA', [noteOf('1', { text: 'theirs' })])
    await notes.run({ kind: 'save' })
    expect(notes.work.draft).toMatchObject({ text: 'mine', theirs: 'theirs' })
    await notes.run({ kind: 'overwrite' })
    expect(texts()).toEqual(['mine'])
  })

  it('that was deleted elsewhere becomes a new one', async () => {
    stored.set('wmA', [noteOf('1')])
    const { notes, texts } = await open()
    await notes.run({ kind: 'edit', note: noteOf('1') })
    await notes.run({ kind: 'type', text: 'still needed' })
    stored.set('wmA', [])
    await notes.run({ kind: 'save' })
    expect(notes.work.draft).toMatchObject({ note: undefined, failure: { code: 'note_not_found' } })
    await notes.run({ kind: 'save' })
    expect(texts()).toEqual(['still needed'])
  })

  it('is pinned in place of the one that was, and says why not', async () => {
    stored.set('wmA', [noteOf('1', { pinned: true }), noteOf('2')])
    const { notes, timeline } = await open()
    story.pinNote.mockRejectedValueOnce(fail('note_not_found'))
    await notes.run({ kind: 'pin', note: noteOf('2'), pinned: true })
    expect(notes.work.failure).toMatchObject({ code: 'note_not_found' })
    story.pinNote.mockResolvedValueOnce(noteOf('2', { pinned: true }))
    story.timeline.mockReturnValue(new Promise(() => {}))
    await notes.run({ kind: 'pin', note: noteOf('2'), pinned: true })
    expect(timeline.latest).toMatchObject({ data: { notes: [{ id: '2', pinned: true }, { id: '1', pinned: false }] } })
    expect(notes.work.failure).toBeUndefined()
  })

  it('that is on the page already is never taken away by an undo', async () => {
    stored.set('wmA', [noteOf('1', { text: 'same' })])
    const { notes, texts } = await open()
    await write(notes, 'same')
    story.addNote.mockResolvedValueOnce(noteOf('1', { text: 'same' }))
    await notes.run({ kind: 'save' })
    expect(notes.work).toMatchObject({ draft: undefined, undo: undefined })
    await notes.run({ kind: 'undo' })
    expect(story.deleteNote).not.toHaveBeenCalled()
    expect(texts()).toEqual(['same'])
  })

  it('that was stored before is never taken away by an undo, also when the page does not show it', async () => {
    const { notes } = await open()
    story.addNote.mockResolvedValue(noteOf('1', { text: 'same' }))
    await write(notes, 'same')
    await notes.run({ kind: 'save' })
    expect(notes.work.undo).toMatchObject({ kind: 'added', note: { id: '1' } })
    await flush()
    await write(notes, 'same')
    await notes.run({ kind: 'save' })
    expect(notes.work).toMatchObject({ draft: undefined, undo: undefined })
    await notes.run({ kind: 'undo' })
    expect(story.deleteNote).not.toHaveBeenCalled()
  })

  it('whose deletion is undone leads to no further undo, so that no other note is deleted', async () => {
    stored.set('wmA', [noteOf('2', { text: 'same' }), noteOf('1', { text: 'same' })])
    const { notes, texts } = await open()
    await notes.run({ kind: 'edit', note: noteOf('2', { text: 'same' }) })
    await notes.run({ kind: 'delete' })
    story.addNote.mockResolvedValueOnce(noteOf('1', { text: 'same' }))
    await notes.run({ kind: 'undo' })
    await notes.run({ kind: 'undo' })
    expect(story.deleteNote).toHaveBeenCalledExactlyOnceWith('wmA', '2')
    expect(texts()).toEqual(['same'])
  })

  describe('while it is saved', () => {
    /** Saves a new note; `answer` lets the server store it. */
    async function saving() {
      const { notes } = await open()
      await write(notes, 'first')
      let answer = () => {}
      story.addNote.mockImplementationOnce((_, note) => new Promise((resolve) => {
        answer = () => resolve(noteOf('1', note))
      }))
      const saved = notes.run({ kind: 'save' })
      return { notes, answer: async () => {
        answer()
        await saved
      } }
    }

    it('goes on below what is typed, with the visibility that was stored', async () => {
      const { notes, answer } = await saving()
      await notes.run({ kind: 'type', text: 'first and more' })
      await notes.run({ kind: 'share', visibility: 'me' })
      await answer()
      expect(notes.work.draft)
        .toMatchObject({ note: { id: '1' }, text: 'first and more', visibility: 'followers', saving: false })
    })

    it('keeps what is typed also when the note was there already', async () => {
      stored.set('wmA', [noteOf('1', { text: 'first' })])
      const { notes, answer } = await saving()
      await notes.run({ kind: 'type', text: 'first and more' })
      await answer()
      expect(notes.work).toMatchObject({ draft: { note: { id: '1' }, text: 'first and more' }, undo: undefined })
    })

    it('is not left by Escape, which would offer it as unsaved', async () => {
      const { notes, answer } = await saving()
      await notes.run({ kind: 'shelve' })
      expect(notes.work).toMatchObject({ draft: { text: 'first', saving: true }, kept: undefined })
      await answer()
      expect(notes.work).toMatchObject({ draft: undefined, kept: undefined, undo: { kind: 'added' } })
    })

    it('ends the offer to undo the save before', async () => {
      const { notes, answer } = await saving()
      await notes.run({ kind: 'type', text: 'second' })
      await answer()
      expect(notes.work.undo).toMatchObject({ kind: 'added' })
      story.changeNote.mockReturnValueOnce(new Promise(() => {}))
      void notes.run({ kind: 'save' })
      expect(notes.work).toMatchObject({ draft: { saving: true }, undo: undefined })
      await notes.run({ kind: 'undo' })
      expect(story.deleteNote).not.toHaveBeenCalled()
    })
  })

  it('left by Escape is offered, and continues with the action', async () => {
    const { notes } = await open()
    await write(notes, 'half')
    await notes.run({ kind: 'shelve' })
    expect(notes.work).toMatchObject({ draft: undefined, kept: { text: 'half' } })
    await notes.run({ kind: 'write' })
    expect(notes.work).toMatchObject({ draft: { text: 'half' }, kept: undefined })
  })

  it('C11: half typed, is offered by the next page, and only for the same customer', async () => {
    servePage({ draftKey: 'A'.repeat(43), member: { userId: 'zhangsan', admin: false } })
    // A customer of its own: pages of other tests may still be keeping what was typed there.
    const first = await open('wmC')
    await write(first.notes, 'half a note')
    setActivePinia(createPinia())
    const other = await open('wmB')
    await eventually(async () => {
      setActivePinia(createPinia())
      const next = await open('wmC')
      expect(next.notes.work.kept).toMatchObject({ text: 'half a note' })
    })
    expect(other.notes.work).toEqual({})
  })
})

const CUSTOMERS = ['wmA', 'wmB', 'wmC']
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('switch' as const), id: fc.constantFrom(...CUSTOMERS) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('type' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('save' as const, 'undo' as const, 'answer' as const) }) },
)

/** Courses of events: together 10,000 switches. */
const COURSES = runs(2_200)

it('in random switches while typing, no note reaches or shows another customer', async () => {
  let switches = 0
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
    setActivePinia(createPinia())
    stored = new Map()
    const waiting: (() => void)[] = []
    story.addNote.mockImplementation((id, note) => new Promise(resolve => waiting.push(() => {
      const added = noteOf(`${id}-${notesOf(id).length}`, note)
      stored.set(id, [added, ...notesOf(id)])
      resolve(added)
    })))
    story.timeline.mockImplementation(id => new Promise(resolve => waiting.push(() => resolve(pageOf(notesOf(id))))))
    const { customer, notes, timeline } = await open()
    let current = 'wmA'
    for (const next of steps) {
      if (next.kind === 'switch') {
        current = next.id
        switches++
        await customer.show(current)
      }
      else if (next.kind === 'type') void write(notes, `${notes.work.draft?.text ?? ''}#${current}`)
      else if (next.kind === 'answer') waiting.shift()?.()
      else void notes.run({ kind: next.kind })
      await flush()
      const { draft, kept, undo } = notes.work
      const shown = timeline.latest.status === 'ready' ? timeline.latest.data.notes! : []
      const texts = [draft?.text, kept?.text, undo?.note.text, ...shown.map(({ text }) => text)]
      expect(texts.join('').replaceAll(`#${current}`, '')).toBe('')
    }
    for (const [id, own] of stored) expect(own.map(({ text }) => text).join('').replaceAll(`#${id}`, '')).toBe('')
  }), COURSES)
  expect(switches).toBeGreaterThan(4.5 * COURSES.numRuns)
})
