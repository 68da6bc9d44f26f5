import * as v from 'valibot'
import type { Card, ShownCard } from '#shared/types/panel.ts'
import type { Language } from '#shared/utils/language.ts'
import { cardSchema } from './card.ts'
import { PanelFailure } from './panel-failure.ts'

/**
 * Checks what a provider has answered.
 *
 * @throws {PanelFailure} panel_card_invalid, with the path of the first mistake, but not what stands there
 */
export function readCard(text: string): Card {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  }
  catch {
    throw new PanelFailure('panel_card_invalid', { detail: 'the answer is not JSON' })
  }
  const card = v.safeParse(cardSchema, answer)
  if (card.success) return card.output
  const [issue] = card.issues
  throw new PanelFailure('panel_card_invalid', { detail: `${v.getDotPath(issue) ?? 'the card'}: ${wrongIn(issue)}` })
}

function wrongIn({ expected, type, requirement }: v.BaseIssue<unknown>): string {
  if (type === 'max_length') return `longer than ${String(requirement)}`
  return `expected ${expected ?? 'a valid URL'}`
}

/**
 * @param images origins whose images are shown
 * @returns the card in one language
 */
export function showCard(card: Card, language: Language, images: readonly string[]): ShownCard {
  const shown = inLanguage(card, language === 'en' ? 'en' : 'zh') as ShownCard
  return { ...shown, blocks: shown.blocks.map(block => block.type === 'list'
    ? { ...block, items: block.items.map(item => ({ ...item, image: imageIn(item.image, images) })) }
    : block) }
}

function inLanguage(value: unknown, name: 'zh' | 'en'): unknown {
  if (Array.isArray(value)) return value.map(one => inLanguage(one, name))
  if (typeof value !== 'object' || value === null) return value
  if ('zh' in value && 'en' in value) return value[name]
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inLanguage(one, name)]))
}

/** The page's policy blocks the others. */
function imageIn(url: string | undefined, origins: readonly string[]): string | undefined {
  return url !== undefined && origins.includes(new URL(url).origin) ? url : undefined
}
