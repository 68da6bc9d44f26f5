import type { TimelineAction, TimelineKind } from '#shared/timeline-kinds.ts'
import type { TimelineDetails, TimelineEntry } from '#shared/types/timeline.ts'
import type { EntryRow } from './read-entries.ts'

/** Longer between two of them: they are two pieces of work, not one. */
const APART_MS = 60 * 60_000
/** Kinds that are told once, however often they happen in a row. */
const FOLDED: readonly string[] = ['reply', 'relation', 'group', 'change', 'sign_in'] satisfies TimelineKind[]

/**
 * Joins rows that follow each other and say the same of the same member. It is done when the feed is read: stored rows
 * stay as they came, so their order, repetition, and links between people make no difference.
 *
 * @param rows the newest first
 */
export function fold(rows: readonly EntryRow[]): [EntryRow, ...EntryRow[]][] {
  const groups: [EntryRow, ...EntryRow[]][] = []
  for (const row of rows) {
    const group = groups.at(-1)
    const newer = group?.at(-1)
    if (group && newer && isSame(newer, row)) group.push(row)
    else groups.push([row])
  }
  return groups
}

function isSame(newer: EntryRow, row: EntryRow): boolean {
  return FOLDED.includes(row.kind) && newer.kind === row.kind && newer.action === row.action && newer.who === row.who
    && newer.at - row.at <= APART_MS
}

/** @returns the entry of rows that `fold` has joined */
export function toEntry(group: readonly [EntryRow, ...EntryRow[]]): TimelineEntry {
  const [{ id, kind, action, at, source, who, text }] = group
  const details = group.map(row => JSON.parse(row.details) as TimelineDetails)
  const fields = [...new Set(details.flatMap(one => one.fields ?? []))].sort()
  const ownFields = [...new Set(details.flatMap(one => one.ownFields ?? []))].sort()
  return {
    ...Object.assign({}, ...details),
    ...fields.length > 0 && { fields },
    ...ownFields.length > 0 && { ownFields },
    id,
    kind: kind as TimelineKind,
    action: action as TimelineAction,
    at: toIso(at),
    since: group.length > 1 ? toIso(group.at(-1)!.at) : undefined,
    count: group.length,
    source,
    who: who ?? undefined,
    text: text ?? undefined,
  }
}

/** @param at milliseconds since 1970 */
export function toIso(at: number): string {
  return new Date(at).toISOString()
}
