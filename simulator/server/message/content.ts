import type { ChatMessage } from '../../scenarios/scenario.ts'
import { textOf } from '../parameters.ts'
import { Refusal } from '../refusal.ts'
import { readTemplateCard } from './template-card.ts'
import { webAddress } from './web-address.ts'

/** What a message shows. */
export type Content = Pick<ChatMessage, 'msgtype' | 'text' | 'link' | 'card'>

/** Longer texts are cut (doc 90236): bytes of a text, characters of a title and a description. */
const TEXT_BYTES = 2_048
const TITLE = 128
const DESCRIPTION = 512

const readers: Record<string, (body: Record<string, unknown>) => Omit<Content, 'msgtype'>> = {
  text: ({ content }) => ({ text: cutBytes(textOf(content, 44004, 'text.content'), TEXT_BYTES) }),
  textcard(body) {
    const title = cut(textOf(body.title, 41016, 'textcard.title'), TITLE)
    const description = cut(textOf(body.description, 41033, 'textcard.description'), DESCRIPTION)
    const link = webAddress(body.url, 41010, 'textcard.url')
    const text = typeof body.btntxt === 'string' && body.btntxt !== '' ? body.btntxt : '详情'
    const plain = description.replace(/<\/?(?:div|br)[^>]*>/g, '\n').replace(/\n+/g, '\n').trim()
    return {
      text: title,
      link,
      card: { type: 'textcard', title, description: plain, rows: [], buttons: [{ text, url: link }] },
    }
  },
  template_card(body) {
    const { card, link } = readTemplateCard(body)
    return { text: card.title, ...(link === undefined ? {} : { link }), card }
  },
}

/**
 * Reads the content of a message (doc 90236).
 *
 * @throws Refusal 40008, 44004, 41016, 41033, 41010, 45034, those of template cards
 */
export function readContent(body: Record<string, unknown>): Content {
  const { msgtype } = body
  const read = typeof msgtype === 'string' && Object.hasOwn(readers, msgtype) ? readers[msgtype] : undefined
  if (typeof msgtype !== 'string' || !read) {
    throw new Refusal(40008, `the simulator has only the message types ${Object.keys(readers).join(', ')}`)
  }
  const value = body[msgtype]
  if (typeof value !== 'object' || value === null) throw new Refusal(40063, `no ${msgtype} in the body`)
  return { msgtype, ...read(value as Record<string, unknown>) }
}

function cut(text: string, most: number): string {
  return [...text].slice(0, most).join('')
}

function cutBytes(text: string, most: number): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, most)).replace(/\uFFFD$/, '')
}
