import type { NewNote, Note, NoteEdit, NoteVersions } from '#shared/types/note.ts'
import type { CustomerStage, StageEdit, StageList, StageListEdit } from '#shared/types/stage.ts'
import type { TimelinePage } from '#shared/types/timeline.ts'
import type { TimelineKind } from '#shared/timeline-kinds.ts'
import { customerPath, type ApiRequest } from '../api/api'

/** Typed calls of the timeline, the notes and the stages. Each rejects with ApiError and nothing else. */
export interface StoryApi {
  /** @param which `cursor`: of the page before */
  timeline: (
    externalUserId: string, which: { kind?: TimelineKind, cursor?: string }, signal?: AbortSignal,
  ) => Promise<TimelinePage>
  addNote: (externalUserId: string, note: NewNote) => Promise<Note>
  /** Rejects with `edit_conflict` when the note was changed since. */
  changeNote: (externalUserId: string, id: string, edit: NoteEdit) => Promise<Note>
  deleteNote: (externalUserId: string, id: string) => Promise<void>
  pinNote: (externalUserId: string, id: string, pinned: boolean) => Promise<Note>
  noteVersions: (externalUserId: string, id: string, signal?: AbortSignal) => Promise<NoteVersions>
  /** Rejects with `edit_conflict` when a colleague was faster. */
  setStage: (externalUserId: string, edit: StageEdit) => Promise<CustomerStage>
  stages: (signal?: AbortSignal) => Promise<StageList>
  /** Admins only. Rejects with `edit_conflict` when another admin was faster. */
  defineStages: (edit: StageListEdit) => Promise<StageList>
}

/**
 * Apart from the other calls, because it loads after the customer.
 *
 * @param request sends one request and gives the parsed answer
 * @returns the typed calls
 */
export function createStoryApi(request: ApiRequest): StoryApi {
  const notePath = (externalUserId: string, id: string, part = '') =>
    customerPath(externalUserId, `/notes/${id}${part}`)
  return {
    timeline: (externalUserId, query, signal) => request(customerPath(externalUserId, '/timeline'), { query, signal }),
    addNote: (externalUserId, body) => request(customerPath(externalUserId, '/notes'), { method: 'POST', body }),
    changeNote: (externalUserId, id, body) => request(notePath(externalUserId, id), { method: 'PATCH', body }),
    deleteNote: (externalUserId, id) => request(notePath(externalUserId, id), { method: 'DELETE' }),
    pinNote: (externalUserId, id, pinned) =>
      request(notePath(externalUserId, id, '/pin'), { method: pinned ? 'POST' : 'DELETE' }),
    noteVersions: (externalUserId, id, signal) => request(notePath(externalUserId, id, '/versions'), { signal }),
    setStage: (externalUserId, body) => request(customerPath(externalUserId, '/stage'), { method: 'PUT', body }),
    stages: signal => request('/api/stages', { signal }),
    defineStages: body => request('/api/stages', { method: 'PUT', body }),
  }
}
