import type { ReplyAttachment, ReplyContent } from '#shared/types/quick-reply.ts'

/** @returns what the server stores: trimmed, without what is empty; with an attachment, no text */
export function contentOf({ text, title, folder, attachment: written }: ReplyContent): ReplyContent {
  const attachment = attachmentOf(written)
  return {
    text: attachment ? '' : text.trim(),
    title: title?.trim() || undefined,
    folder: folder?.trim() || undefined,
    ...attachment && { attachment },
  }
}

/** @returns whether saving would change nothing; without a reply, whether there is nothing to save */
export function isSame(mine: ReplyContent, stored: ReplyContent = { text: '' }): boolean {
  return JSON.stringify(contentOf(mine)) === JSON.stringify(contentOf(stored))
}

/** @returns whether a reply has all that a message needs */
export function isComplete({ text, attachment }: ReplyContent): boolean {
  switch (attachment?.type) {
    case undefined: return text.trim() !== ''
    case 'file': return attachment.id !== ''
    case 'link': return attachment.title.trim() !== '' && /^https?:\/\/./.test(attachment.url.trim())
    case 'miniProgram': {
      const isPage = /\.html(?:\?.*)?$/.test(attachment.page.trim())
      return attachment.title.trim() !== '' && /^wx[\da-f]{16}$/.test(attachment.appId.trim()) && isPage
    }
  }
}

/** @returns what names a reply where it has no title: the text, or the attachment */
export function shownTextOf({ text, attachment }: { text: string, attachment?: ReplyAttachment }): string {
  return attachment ? attachment.type === 'file' ? attachment.name : attachment.title : text
}

/** Fields in the order of the server, which compares them as text; nothing for a form that is still empty. */
function attachmentOf(written: ReplyContent['attachment']): ReplyContent['attachment'] {
  switch (written?.type) {
    case undefined: return undefined
    case 'file': return written.id ? { type: 'file', id: written.id } : undefined
    case 'link': {
      const { title, description, url, image } = trimmed(written)
      if (!title && !description && !url && !image) return undefined
      return { type: 'link', title, ...description && { description }, url, ...image && { image } }
    }
    case 'miniProgram': {
      const { appId, page, title, image } = trimmed(written)
      if (!appId && !page && !title && !image) return undefined
      return { type: 'miniProgram', appId, page, title, ...image && { image } }
    }
  }
}

function trimmed<T extends object>(card: T): T {
  return Object.fromEntries(Object.entries(card).map(([name, value]) =>
    [name, typeof value === 'string' ? value.trim() : value])) as T
}
