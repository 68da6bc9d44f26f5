import type { KeptDraft } from './draft.ts'

/** The owner: the member, or the company, whose replies every member may send and only admins may change. */
export type ReplyScope = 'own' | 'corp'

/** A text that members send often. */
export interface QuickReply {
  id: string
  scope: ReplyScope
  text: string
}

/** GET /api/quick-replies: the replies that the member used or wrote last come first. */
export interface QuickReplyList {
  replies: QuickReply[]
  /** A reply that the member has begun to write; absent when there is none. */
  draft?: KeptDraft
}

/** POST /api/quick-replies → QuickReply; the existing one, if the scope already has exactly this text. */
export interface NewQuickReply {
  scope: ReplyScope
  text: string
}

/** PATCH /api/quick-replies/:id → QuickReply, or 409 `edit_conflict` when the stored text is not `before`. */
export interface QuickReplyEdit {
  before: string
  after: string
}
