import type { KeptDraft } from './draft.ts'

/** The owner: the member, or the company, whose replies every member may send and only admins may change. */
export type ReplyScope = 'own' | 'corp'

/** What members write. */
export interface ReplyContent {
  /** May contain variables, which the browser fills in: `{customer}`, `{member}`. */
  text: string
  /** A short name for the list; customers never see it. Absent: the text stands for itself. */
  title?: string
  /** The name of the folder. Absent: in none. */
  folder?: string
}

/** A text that members send often. */
export interface QuickReply extends ReplyContent {
  id: string
  scope: ReplyScope
  /** Only in the list. Pinyin of the title, or of the first words without one, and of the folder: "bao jia". */
  spellings?: string[]
}

/** GET /api/quick-replies: the replies that the member used or wrote last come first. */
export interface QuickReplyList {
  replies: QuickReply[]
  /** A reply that the member has begun to write; absent when there is none. */
  draft?: KeptDraft
}

/** POST /api/quick-replies → QuickReply; the existing one, if the scope already has exactly this content. */
export interface NewQuickReply extends ReplyContent {
  scope: ReplyScope
}

/** PATCH /api/quick-replies/:id → QuickReply, or 409 `edit_conflict` when what is stored is not `before`. */
export interface QuickReplyEdit {
  before: ReplyContent
  after: ReplyContent
}
