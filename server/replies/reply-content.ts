import type { Kysely } from 'kysely'
import type { QuickReply, ReplyAttachment, ReplyCard, ReplyContent } from '#shared/types/quick-reply.ts'
import type { Schema } from '../storage/sql/schema.ts'

/** How much of a text without a title is spelt, in characters: its first words stand for a title. */
const SPELT = 40

/** The columns of what members write. Empty: none. */
export interface StoredContent {
  text: string
  title: string
  folder: string
  fileId: string
  card: string
}

/** A reply as it is stored, with its file. */
export interface StoredReply extends StoredContent {
  id: string
  /** Null: the corp. */
  ownerUserId: string | null
  name: string | null
  bytes: number | null
  imageType: string | null
}

/** @returns the query of replies, with their files */
export function selectReplies(query: Kysely<Schema>) {
  return query.selectFrom('quickReply').leftJoin('replyFile', 'replyFile.id', 'quickReply.fileId').select([
    'quickReply.id', 'quickReply.ownerUserId', 'text', 'title', 'folder', 'fileId', 'card', 'replyFile.name',
    'replyFile.bytes', 'replyFile.imageType',
  ])
}

/** @returns the content in the form of the columns */
export function storedContent({ text, title = '', folder = '', attachment }: ReplyContent): StoredContent {
  const isFile = attachment?.type === 'file'
  const [fileId, card] = isFile ? [attachment.id, ''] : ['', attachment ? JSON.stringify(attachment) : '']
  return { text, title, folder, fileId, card }
}

/** @returns a test whether a stored reply has exactly this content */
export function hasContent(wanted: ReplyContent): (stored: StoredContent) => boolean {
  const columns = Object.entries(storedContent(wanted))
  return stored => columns.every(([name, value]) => stored[name as keyof StoredContent] === value)
}

/** @returns the reply of the API: without the fields that are empty */
export function toReply(stored: StoredReply): QuickReply {
  const { id, ownerUserId, text, title, folder } = stored
  const attachment = attachmentOf(stored)
  return {
    id,
    scope: ownerUserId === null ? 'corp' : 'own',
    text,
    ...title && { title },
    ...folder && { folder },
    ...attachment && { attachment },
  }
}

function attachmentOf({ fileId, card, name, bytes, imageType }: StoredReply): ReplyAttachment | undefined {
  if (card) return JSON.parse(card) as ReplyCard
  return fileId
    ? { type: 'file', id: fileId, name: name ?? '', bytes: bytes ?? 0, isImage: imageType !== '' }
    : undefined
}

/** @returns the pinyin of what names a reply: its title, or its first words or attachment, and its folder */
export function spellingsOf(stored: StoredReply, spell: (text: string) => string): string[] {
  const { text, title, folder } = stored
  return [title || text.slice(0, SPELT) || nameOf(attachmentOf(stored)), folder].map(spell).filter(Boolean)
}

function nameOf(attachment: ReplyAttachment | undefined): string {
  return attachment ? attachment.type === 'file' ? attachment.name : attachment.title : ''
}
