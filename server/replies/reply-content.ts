import type { QuickReply, ReplyContent } from '#shared/types/quick-reply.ts'

/** How much of a text without a title is spelt, in characters: its first words stand for a title. */
const SPELT = 40

/** The columns that make a reply. */
export const REPLY_COLUMNS = ['quickReply.id', 'ownerUserId', 'text', 'title', 'folder'] as const

/** The columns of what members write. */
export interface StoredContent {
  text: string
  /** Empty: none. */
  title: string
  /** Empty: none. */
  folder: string
}

/** A reply as it is stored. */
export interface StoredReply extends StoredContent {
  id: string
  /** Null: the corp. */
  ownerUserId: string | null
}

/** @returns the content in the form of the columns */
export function storedContent({ text, title = '', folder = '' }: ReplyContent): StoredContent {
  return { text, title, folder }
}

/** @returns a test whether a reply has exactly this content */
export function hasContent(wanted: ReplyContent): (content: ReplyContent) => boolean {
  const { text, title, folder } = storedContent(wanted)
  return content => content.text === text && (content.title ?? '') === title && (content.folder ?? '') === folder
}

/** @returns the reply of the API: without the fields that are empty */
export function toReply({ id, ownerUserId, text, title, folder }: StoredReply): QuickReply {
  return { id, scope: ownerUserId === null ? 'corp' : 'own', text, ...title && { title }, ...folder && { folder } }
}

/** @returns the pinyin of what names a reply: its title, or its first words, and its folder */
export function spellingsOf({ text, title, folder }: StoredContent, spell: (text: string) => string): string[] {
  return [title || text.slice(0, SPELT), folder].map(spell).filter(Boolean)
}
