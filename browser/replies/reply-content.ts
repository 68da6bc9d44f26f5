import type { ReplyContent } from '#shared/types/quick-reply.ts'

/** @returns what the server stores: trimmed, without the labels that are empty */
export function contentOf({ text, title, folder }: ReplyContent): ReplyContent {
  return { text: text.trim(), title: title?.trim() || undefined, folder: folder?.trim() || undefined }
}

/** @returns whether saving would change nothing; without a reply, whether there is nothing to save */
export function isSame(mine: ReplyContent, stored: ReplyContent = { text: '' }): boolean {
  const [a, b] = [contentOf(mine), contentOf(stored)]
  return a.text === b.text && a.title === b.title && a.folder === b.folder
}
