/** Whose it is: the member's own, or the company's, which everybody may send and admins write. */
export type ReplyScope = 'own' | 'corp'

/** A text that is sent often. */
export interface QuickReply {
  id: string
  scope: ReplyScope
  text: string
}

/** GET /api/quick-replies: those the member has used, or written, last come first. */
export interface QuickReplyList {
  replies: QuickReply[]
}

/** POST /api/quick-replies → QuickReply; the one there is, when the scope has this very text already. */
export interface NewQuickReply {
  scope: ReplyScope
  text: string
}

/** PATCH /api/quick-replies/:id → QuickReply, or 409 `edit_conflict` when `before` is not what is stored. */
export interface QuickReplyEdit {
  before: string
  after: string
}
