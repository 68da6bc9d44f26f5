import type { CustomerSummary } from '#shared/types/customer.ts'
import { spells } from './spells'
import { searchable } from './text-search'

/** What the search looks at, beside the names on the row. */
export type FoundIn = 'company' | 'phone' | 'tag' | 'channel' | 'source'

/** The part of a customer that a search has found, which the row does not show otherwise. */
export interface FoundPart {
  in: FoundIn
  value: string
}

/** A customer, prepared once: 10,000 must be searched within one frame. */
export interface SearchedCustomer {
  /** Names on the row, the id, and what else needs no explanation. */
  names: string
  /** Syllables of each name. */
  spellings: string[][]
  parts: (FoundPart & { text: string })[]
}

/**
 * @param tagNames names of the corp's tags by id, as far as they are known
 * @param sourceOf how the customer was added and by which side, in the words of the page
 */
export function toSearched(
  summary: CustomerSummary,
  tagNames: ReadonlyMap<string, string>,
  sourceOf: (summary: CustomerSummary) => string,
): SearchedCustomer {
  const { name, remark, corpName, unionId, remarkCorpName, maskedMobiles, tagIds, contactWayState } = summary
  const part = (place: FoundIn) => (value: string) => ({ in: place, value, text: searchable(value) })
  return {
    names: searchable(name, remark, corpName, unionId),
    spellings: summary.spellings.map(spelling => spelling.split(' ')),
    parts: [
      ...[remarkCorpName ?? []].flat().map(part('company')),
      ...maskedMobiles.map(part('phone')),
      ...tagIds.flatMap(id => tagNames.get(id) ?? []).map(part('tag')),
      ...[contactWayState ?? []].flat().map(part('channel')),
      ...[sourceOf(summary)].filter(Boolean).map(part('source')),
    ],
  }
}

/** @returns the words of a search, in any order */
export function wordsOf(query: string): string[] {
  return searchable(query).split(/\s+/).filter(Boolean)
}

/**
 * @returns the parts in which words were found that are not in the names or their pinyin; nothing when a word is
 * nowhere
 */
export function findWords({ names, spellings, parts }: SearchedCustomer, words: string[]): FoundPart[] | undefined {
  const found = new Set<FoundPart>()
  for (const word of words) {
    if (names.includes(word) || spellings.some(syllables => spells(syllables, word))) continue
    const part = parts.find(({ in: place, text }) => place === 'phone' ? hasDigits(text, word) : text.includes(word))
    if (!part) return undefined
    found.add(part)
  }
  return [...found]
}

/** @returns whether the digits that are shown of a masked number match: some of them, or those of a whole number */
function hasDigits(masked: string, word: string): boolean {
  const digits = word.replace(/[- ()]/g, '')
  if (!/^\+?\d+$/.test(digits)) return false
  const number = masked.replace(/[- ()]/g, '')
  const isWhole = digits.length === number.length
    && [...number].every((shown, at) => shown === '*' || shown === digits[at])
  return number.includes(digits) || (isWhole && /\d/.test(number))
}
