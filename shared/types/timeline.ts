import type { TimelineAction, TimelineKind } from '../timeline-kinds.ts'
import type { CustomerNotes } from './customer-edit.ts'
import type { CustomerFields } from './field.ts'
import type { Note } from './note.ts'
import type { Reminder } from './reminder.ts'
import type { CustomerStage } from './stage.ts'

/** How somebody joined or left a customer group. */
export type GroupWay = 'invited' | 'qr_code' | 'left' | 'removed'

/** What else is known, by action. */
export interface TimelineDetails {
  /** `added`: who began it; `colleague`: somebody who shared or assigned the customer. */
  addedBy?: 'member' | 'customer' | 'colleague'
  /** `added`: WeCom's number of the way (doc 92114). */
  addWay?: number
  /** `notes`: which fields were changed. Their values are the member's own. */
  fields?: (keyof CustomerNotes)[]
  /** `fields`: the names of the company's fields, as they were then. Their values are on the customer's page. */
  ownFields?: string[]
  /** `stage`: the names as they were then; absent: none. */
  stage?: string
  stageBefore?: string
  /** `mini_program`: the app id. */
  appId?: string
  /** `sent`: the title of a reply of the company, as it was then. */
  reply?: string
  /** `joined_group`, `left_group`: how. Which group it is, only its members may know. */
  groupWay?: GroupWay
}

/** Something that happened with a customer; several of the same kind in a row, by the same member, are one entry. */
export interface TimelineEntry extends TimelineDetails {
  id: string
  kind: TimelineKind
  action: TimelineAction
  /** ISO 8601, UTC; the last time, if there are several. */
  at: string
  /** The first time, if there are several. */
  since?: string
  /** How often. */
  count: number
  /** `wecom`, `wechat`, `sidebar`, or `api-key:` and the id of a system of the company. */
  source: string
  /** Userid of the member who did it. */
  who?: string
  /** Of an event that a system reported, or of a reminder that is done. */
  text?: string
  /** Of the kind `note`. */
  note?: Note
}

/** GET /api/customers/:externalUserId/timeline */
export interface TimelinePage {
  /** The newest first. */
  entries: TimelineEntry[]
  /** Only on the first page without a filter: the pinned notes, and the newest ones. */
  notes?: Note[]
  /** Only on the first page without a filter, when the company has stages. */
  stage?: CustomerStage
  /** Only on the first page without a filter, when the company has fields of its own. */
  ownFields?: CustomerFields
  /** Only on the first page without a filter: the member's own that are not done, the earliest first. */
  reminders?: Reminder[]
  /** Only on the first page without a filter: when the customer deleted the member, who was not added since. */
  deletedAt?: string
  /** Names by userid, as far as they are known. */
  names: Record<string, string>
  nextCursor?: string
}
