import type { Generated } from 'kysely'
import type { FieldType } from '#shared/field-types.ts'

/** The id that a row of the story is about. A person has several; which ones, the links say when the row is read. */
export interface SubjectColumns {
  /** `unionId`: of an event that a system of the company reported for a unionid. */
  subjectKind: 'openId' | 'externalUserId' | 'unionId'
  /** The corp, the app, or the open-platform account. */
  subjectScope: string
  subjectId: string
}

/** Something that happened with a customer. */
export interface TimelineEntryTable extends SubjectColumns {
  /** Hexadecimal, so that every collation sorts it alike: the id of a note or a reminder, else made from the event. */
  id: string
  corpId: string
  /** Milliseconds since 1970. */
  at: number
  kind: string
  action: string
  /** `wecom`, `wechat`, `sidebar`, or `api-key:` and the id of a key. */
  source: string
  /** Userid of the member who did it. */
  who: string | null
  /** Only of events that systems report, and of reminders that are done. */
  text: string | null
  /** JSON object. */
  details: string
  /** Userid of the only member who sees the entry; null: all who see the customer. */
  visibleTo: string | null
}

/** What a member wrote down about a customer. Times are milliseconds since 1970. */
export interface CustomerNoteTable extends SubjectColumns {
  id: string
  corpId: string
  authorUserId: string
  visibility: 'followers' | 'me'
  text: string
  createdAt: number
  changedAt: number
  /** The latest pinned note is on top; null: not pinned. */
  pinnedAt: number | null
}

/** A stage that customers of the company can be in. */
export interface StageTable {
  id: string
  corpId: string
  name: string
  /** From 0. */
  position: number
  /** After so many days without contact, members are reminded; null: never. */
  quietDays: Generated<number | null>
}

/** The stage of a customer. */
export interface CustomerStageTable extends SubjectColumns {
  corpId: string
  stageId: string
  /** Userid of the member, or `api-key:` and the id of a key. */
  setBy: string
  /** Milliseconds since 1970. */
  setAt: number
  /** When a member was last reminded that there was no contact, milliseconds since 1970; null: never. */
  toldAt: Generated<number | null>
  /** No member could be reminded: not considered again before, milliseconds since 1970; null: at any time. */
  pausedUntil: Generated<number | null>
}

/** A field of the company. */
export interface FieldTable {
  id: string
  corpId: string
  name: string
  type: FieldType
  /** JSON list; null: the type has none. */
  choices: string | null
  /** From 0. */
  position: number
}

/** What a field of the company says about a customer. */
export interface CustomerFieldTable extends SubjectColumns {
  corpId: string
  fieldId: string
  /** JSON of a `FieldValue`. */
  value: string
  /** Userid of the member, or `api-key:` and the id of a key. */
  setBy: string
  /** Milliseconds since 1970. */
  setAt: number
}

/** An event of WeCom about a customer that is not worked on yet. Times are milliseconds since 1970. */
export interface CallbackEventTable extends SubjectColumns {
  /** Names the event. */
  id: string
  corpId: string
  /** JSON. */
  event: string
  receivedAt: number
  /** When it is worked on, or tried again. */
  nextAt: number
  attempts: number
  /** Why it is aside; null: it waits. */
  problem: string | null
}

/** A text that a note had before. */
export interface CustomerNoteVersionTable {
  noteId: string
  /** From 1. */
  version: number
  text: string
  /** When it was written, milliseconds since 1970. */
  writtenAt: number
}
