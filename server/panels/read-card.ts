import * as v from 'valibot'
import type { ActionMessage, Card, ShownCard, SubmitAction } from '#shared/types/card.ts'
import type { Language } from '#shared/utils/language.ts'
import { cardSchema, messageSchema } from './card.ts'
import { PanelFailure } from './panel-failure.ts'

/** The largest card, bytes. */
export const MAX_CARD_BYTES = 64 * 1024
/** More are not named: they often have one reason. */
const MOST_MISTAKES = 3

/**
 * Checks what a provider has answered.
 *
 * @throws {PanelFailure} panel_card_invalid, with the paths of mistakes, but not what stands there
 */
export function readCard(text: string): Card {
  return read(cardSchema, jsonOf(text))
}

/**
 * Checks what a provider has answered to an action.
 *
 * @throws {PanelFailure} panel_card_invalid, as for a card
 */
export function readActionAnswer(text: string): Card | ActionMessage {
  const answer = jsonOf(text)
  const isMessage = typeof answer === 'object' && answer !== null && 'message' in answer
  return read<Card | ActionMessage>(isMessage ? messageSchema : cardSchema, answer)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    throw new PanelFailure('panel_card_invalid', { detail: 'the answer is not JSON' })
  }
}

function read<T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T {
  const read = v.safeParse(schema, answer)
  if (read.success) return read.output
  const mistakes = read.issues.slice(0, MOST_MISTAKES).map(issue =>
    `${v.getDotPath(issue) ?? 'the card'}: ${wrongIn(issue)}`)
  throw new PanelFailure('panel_card_invalid', { detail: mistakes.join('; ') })
}

function wrongIn({ expected, type, requirement, message }: v.BaseIssue<unknown>): string {
  if (type === 'max_length') return `longer than ${String(requirement)}`
  return `expected ${expected ?? message}`
}

/** For which page a card is. */
export interface Shown {
  language: Language
  /** Origins whose images are shown. */
  images: readonly string[]
  /** @returns the ticket of an action */
  ticketOf: (action: SubmitAction) => string
}

/** @returns the card in one language, with tickets of its actions */
export function showCard(card: Card, { language, images, ticketOf }: Shown): ShownCard {
  const blocks = card.blocks.map((block) => {
    switch (block.type) {
      case 'list':
        return { ...block, items: block.items.map(item => ({ ...item, image: imageIn(item.image, images) })) }
      case 'actions':
        return { ...block, actions: block.actions.map(action =>
          action.kind === 'submit' ? { ...action, ticket: ticketOf(action) } : action) }
      default:
        return block
    }
  })
  return inLanguage({ ...card, blocks }, language) as ShownCard
}

/** @returns the same value with each text in one language */
export function inLanguage(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map(one => inLanguage(one, language))
  if (typeof value !== 'object' || value === null) return value
  if ('zh' in value && 'en' in value) return value[language === 'en' ? 'en' : 'zh']
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inLanguage(one, language)]))
}

/** The page's policy blocks the others. */
function imageIn(url: string | undefined, origins: readonly string[]): string | undefined {
  return url !== undefined && origins.includes(new URL(url).origin) ? url : undefined
}
