import { LRUCache } from 'lru-cache'
import type { Card } from '#shared/types/card.ts'

/** Limit of all cards together, in characters of the answers: a card takes several times as much memory. */
const MAX_CHARACTERS = 8 * 1024 * 1024

interface KeptCard {
  /** Whose card it is. */
  subject: string
  card: Card
  characters: number
}

/** Cards of the panels that allow it, in the memory of this process. */
export interface CardCache {
  /** @param key everything that the provider was asked */
  get(key: string): Card | undefined
  /**
   * Call it before the provider is asked.
   *
   * @returns keeps the answer, unless `forget` was called in the meantime
   */
  begin(): (key: string, kept: KeptCard, ms: number) => void
  /** Deletes the cards of a subject, or all of them; also those that are on their way. */
  forget(subject?: string): void
}

export function createCardCache(): CardCache {
  const cards = new LRUCache<string, KeptCard>({
    maxSize: MAX_CHARACTERS, sizeCalculation: ({ characters }, key) => characters + key.length,
  })
  let forgotten = 0
  return {
    get: key => cards.get(key)?.card,
    begin() {
      const before = forgotten
      return (key, kept, ms) => {
        if (forgotten === before) cards.set(key, kept, { ttl: ms })
      }
    },
    forget(subject) {
      forgotten += 1
      for (const [key, kept] of cards.entries()) {
        if (subject === undefined || kept.subject === subject) cards.delete(key)
      }
    },
  }
}
