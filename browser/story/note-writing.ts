import { shallowRef, type Ref } from 'vue'
import type { NewNote, Note } from '#shared/types/note.ts'
import { ApiError } from '../api/api-error'
import type { Failure } from '../failure'
import {
  changesNote, type NoteCommand, type NoteDraft, type NoteText, type NoteUndo, type NoteWork,
} from './note-draft'
import type { StoryApi } from './story-api'

export interface NoteWritingOptions {
  externalUserId: string
  api: Pick<StoryApi, 'timeline' | 'addNote' | 'changeNote' | 'deleteNote' | 'pinNote'>
  /** The notes on the page. */
  shownIds: () => Iterable<string>
  /** Called with each note that the server has stored. */
  onNote: (note: Note) => void
  /** Called when the server does not have a note any more. */
  onGone: (id: string) => void
}

export interface NoteWriting {
  externalUserId: string
  work: Readonly<Ref<NoteWork>>
  run: (command: NoteCommand) => Promise<void>
  /** What is typed and not saved. */
  unsaved: () => NoteText | undefined
  /** Takes over what an earlier page has left. */
  offer: (kept: NoteText) => void
  /** Starts another visit: the offer to undo ends. */
  reopen: () => void
}

function failureFrom(error: unknown): Failure {
  if (error instanceof ApiError) return error.failure
  throw error
}

/** What saving or deleting leads to. */
interface Outcome {
  /** As the server has stored it. */
  note?: Note
  undo?: NoteUndo
}

/**
 * Writes the notes of one customer, from the first letter to the server's answer. It knows no other customer. One draft
 * at a time: it stays until it is saved or dropped, also when requests fail.
 */
export function createNoteWriting({ externalUserId, api, shownIds, onNote, onGone }: NoteWritingOptions): NoteWriting {
  const work = shallowRef<NoteWork>({})
  /** Number of drafts opened so far; identifies the open one. */
  let opened = 0
  /** Notes that have been shown or stored. The server may answer with one of them, which an undo must leave alone. */
  const known = new Set<string>()

  function update(change: NoteWork): void {
    work.value = { ...work.value, ...change }
  }

  function change(part: Partial<NoteDraft>): void {
    if (work.value.draft) update({ draft: { ...work.value.draft, ...part } })
  }

  function open(start: NoteText): void {
    opened++
    update({ draft: { ...start, saving: false }, kept: undefined, undo: undefined, failure: undefined })
  }

  async function add({ text, visibility }: NewNote): Promise<Outcome> {
    for (const id of shownIds()) known.add(id)
    const note = await api.addNote(externalUserId, { text, visibility })
    const undo = known.has(note.id) ? undefined : { kind: 'added' as const, note }
    known.add(note.id)
    onNote(note)
    return { note, undo }
  }

  async function replace(id: string, before: string, after: string): Promise<Outcome> {
    const note = await api.changeNote(externalUserId, id, { before, after })
    onNote(note)
    return { note, undo: { kind: 'changed', note, before } }
  }

  /** A note that is gone already needs no deletion. */
  async function remove(id: string): Promise<void> {
    await api.deleteNote(externalUserId, id).catch((error: unknown) => {
      if (failureFrom(error).code !== 'note_not_found') throw error
    })
    onGone(id)
  }

  /** What the note says now; undefined when it is too old to be found at once. */
  async function textNow(id: string): Promise<string | undefined> {
    const { entries } = await api.timeline(externalUserId, { kind: 'note' })
    return entries.find(({ note }) => note?.id === id)?.note?.text
  }

  async function afterFailure(failure: Failure, note: NoteText['note']): Promise<Partial<NoteDraft>> {
    if (note && failure.code === 'note_not_found') {
      // The note was deleted, so saving writes a new one.
      onGone(note.id)
      return { note: undefined, failure }
    }
    if (!note || failure.code !== 'edit_conflict') return { failure }
    return { failure, theirs: await textNow(note.id).catch(() => undefined) }
  }

  /** One at a time. A failure is shown beside the draft, unless another one was opened since. */
  async function attempt(task: (draft: NoteDraft) => Promise<Outcome>): Promise<void> {
    const { draft } = work.value
    if (!draft || draft.saving) return
    const mine = opened
    const isOpen = () => work.value.draft !== undefined && opened === mine
    change({ saving: true, failure: undefined, theirs: undefined })
    update({ undo: undefined })
    try {
      const { note, undo } = await task(draft)
      update({ undo })
      if (!isOpen()) return
      // Text typed while saving is the next change.
      if (note && work.value.draft?.text !== draft.text) change({ note, visibility: note.visibility, saving: false })
      else update({ draft: undefined })
    }
    catch (error) {
      const outcome = await afterFailure(failureFrom(error), draft.note)
      if (isOpen()) change({ ...outcome, saving: false })
    }
  }

  async function save(seen?: string): Promise<void> {
    if (!work.value.draft?.text.trim()) return
    await attempt(async (draft) => {
      const { note, text } = draft
      if (!note) return add(draft)
      const before = seen ?? note.text
      return changesNote(draft) ? replace(note.id, before, text) : {}
    })
  }

  /** Of changes outside the editor. */
  async function tell(task: Promise<unknown>): Promise<boolean> {
    update({ failure: undefined })
    try {
      await task
      return true
    }
    catch (error) {
      update({ failure: failureFrom(error) })
      return false
    }
  }

  function reverse(last: NoteUndo): Promise<unknown> {
    if (last.kind === 'added') return remove(last.note.id)
    // It is a new note, because the server keeps nothing of a deleted one.
    if (last.kind === 'deleted') return add(last.note)
    return replace(last.note.id, last.note.text, last.before)
  }

  async function undo(): Promise<void> {
    const { undo: last } = work.value
    if (!last) return
    update({ undo: undefined })
    if (!await tell(reverse(last))) update({ undo: last })
  }

  async function deleteOpen(): Promise<void> {
    await attempt(async ({ note, visibility }) => {
      if (!note) return {}
      await remove(note.id)
      return { undo: { kind: 'deleted', note: { text: note.text, visibility } } }
    })
  }

  async function run(command: NoteCommand): Promise<void> {
    const { draft, kept } = work.value
    switch (command.kind) {
      case 'write': return draft ? undefined : open(kept ?? { text: '', visibility: 'followers' })
      case 'edit': {
        const { id, text, visibility } = command.note
        return draft ?? kept ? undefined : open({ note: { id, text }, text, visibility })
      }
      case 'type': return change({ text: command.text })
      case 'share': return change({ visibility: command.visibility })
      // What is being saved is not left unsaved.
      case 'shelve': return draft?.saving ? undefined : update({ kept: unsaved(), draft: undefined })
      case 'discard': return update({ kept: undefined, draft: undefined })
      case 'save': return save()
      case 'overwrite': return save(draft?.theirs)
      case 'delete': return deleteOpen()
      case 'pin': {
        const { note, pinned } = command
        return void await tell(api.pinNote(externalUserId, note.id, pinned).then(onNote))
      }
      case 'undo': return undo()
      case 'keep': return update({ undo: undefined })
    }
  }

  function unsaved(): NoteText | undefined {
    const { draft, kept } = work.value
    if (!draft || !changesNote(draft)) return kept
    const { note, text, visibility } = draft
    return { note, text, visibility }
  }

  function offer(found: NoteText): void {
    const { draft } = work.value
    // The member was faster and has opened an empty note: it continues there.
    if (draft && !draft.note && !draft.text) change(found)
    else if (!draft) update({ kept: found })
  }

  return { externalUserId, work, run, unsaved, offer, reopen: () => update({ undo: undefined, failure: undefined }) }
}
