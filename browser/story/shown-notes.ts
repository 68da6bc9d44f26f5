import type { Note } from '#shared/types/note.ts'
import type { TimelinePage } from '#shared/types/timeline.ts'

/** Notes beside the customer, as many as the server sends with the first page. */
const ON_TOP = 3

/** In the order of the server: those on top, then the newest. */
function inOrder(one: Note, other: Note): number {
  return Number(other.pinned) - Number(one.pinned) || (one.createdAt < other.createdAt ? 1 : -1)
}

/** @returns the page with a note that was written or changed */
export function withNote(page: TimelinePage, note: Note): TimelinePage {
  // One note is on top of those that all followers see, and one of the member's own.
  const beside = (other: Note) =>
    note.pinned && other.visibility === note.visibility ? { ...other, pinned: false } : other
  const others = page.notes?.filter(({ id }) => id !== note.id).map(beside)
  return {
    ...page,
    entries: page.entries.map((entry) => {
      if (entry.id === note.id) return { ...entry, note }
      return entry.note ? { ...entry, note: beside(entry.note) } : entry
    }),
    notes: others && [...others, note].sort(inOrder).slice(0, ON_TOP),
  }
}

/** @returns the page without a note */
export function withoutNote(page: TimelinePage, id: string): TimelinePage {
  return {
    ...page,
    entries: page.entries.filter(entry => entry.id !== id),
    notes: page.notes?.filter(note => note.id !== id),
  }
}
