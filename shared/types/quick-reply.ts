import type { CardMessage } from './card.ts'
import type { KeptDraft } from './draft.ts'

/** The owner: the member, or the company, whose replies every member may send and only admins may change. */
export type ReplyScope = 'own' | 'corp'

/** A link or a mini program, as WeCom shows it in a chat. */
export type ReplyCard = Exclude<CardMessage, { type: 'text' }>

/** Names a file that the member has uploaded, or that a reply they see has. */
export interface ReplyFileId {
  type: 'file'
  id: string
}

/** A file on our server. */
export interface ReplyFile extends ReplyFileId {
  name: string
  bytes: number
  /** Whether customers get it as a picture. */
  isImage: boolean
}

/** What the customer gets in place of a text. */
export type ReplyAttachment = ReplyCard | ReplyFile

/** What members write. */
export interface ReplyContent {
  /** May contain variables, which the browser fills in: `{customer}`, `{member}`. Empty with an attachment. */
  text: string
  /** A short name for the list; customers never see it. Absent: the text stands for itself. */
  title?: string
  /** The name of the folder. Absent: in none. */
  folder?: string
  attachment?: ReplyCard | ReplyFileId
}

/** A message that members send often. */
export interface QuickReply extends ReplyContent {
  id: string
  attachment?: ReplyAttachment
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

/** POST /api/reply-files → ReplyFileUpload: a file that is to be uploaded. */
export interface NewReplyFile {
  name: string
  bytes: number
}

/** Takes each part with PUT /api/reply-files/:id/parts/:part, from 0: `partBytes` each, the last one the rest. */
export interface ReplyFileUpload {
  id: string
  partBytes: number
}

/** POST /api/quick-replies/:id/media: the file as WeCom's clients take it; absent while it is on its way to WeCom. */
export interface ReplyMedia {
  mediaId?: string
}
