import type { QuickReply } from '#shared/types/quick-reply.ts'
import { shownTextOf } from '../replies/reply-content'
import { spells } from './spells'
import { searchable } from './text-search'

/**
 * @param query words in any order, each in the title, the folder or the text, or in pinyin. After a slash: in the title
 * or the folder only, and titles that begin with it come first
 */
export function searchReplies(replies: QuickReply[], query: string): QuickReply[] {
  const isJump = query.trimStart().startsWith('/')
  const words = searchable(isJump ? query.trimStart().slice(1) : query).split(/\s+/).filter(Boolean)
  const textOf = (reply: QuickReply) =>
    searchable(reply.title, reply.folder, isJump ? undefined : shownTextOf(reply))
  const found = replies.filter((reply) => {
    const text = textOf(reply)
    const spellings = (reply.spellings ?? []).map(spelling => spelling.split(' '))
    const has = (word: string) => text.includes(word) || spellings.some(syllables => spells(syllables, word))
    return words.every(has) && (!isJump || reply.title !== undefined)
  })
  if (!isJump || !words[0]) return found
  const begins = ({ title }: QuickReply) => searchable(title).startsWith(words[0]!)
  return [...found.filter(begins), ...found.filter(reply => !begins(reply))]
}
