import type { Note } from '#shared/types/note.ts'
import type { TimelinePage } from '#shared/types/timeline.ts'

/** A note of the member, shared with all followers. */
export const noteOf = (id: string, change: Partial<Note> = {}): Note => ({
  id, text: `note ${id}`, visibility: 'followers', author: 'zhangsan', createdAt: '2026-11-20T02:30:00Z', pinned: false,
  ...change,
})

/** The first page of a timeline that has these notes only. */
export const pageOf = (notes: Note[], change: Partial<TimelinePage> = {}): TimelinePage => ({
  notes,
  names: { zhangsan: '张三', lisi: '李四' },
  entries: notes.map(note => ({
    id: note.id, kind: 'note', action: 'written', at: note.createdAt, count: 1, source: 'sidebar', who: note.author,
    note,
  })),
  ...change,
})
