import { describe, expect, it } from 'vitest'
import { createCardCache } from '../../../server/panels/card-cache.ts'
import type { Card } from '../../../shared/types/card.ts'

const card: Card = { version: 1, blocks: [] }

describe('cards in memory', () => {
  it('are limited by their size, not only by their number', () => {
    const cards = createCardCache()
    const keep = cards.begin()
    const keys = Array.from({ length: 1_000 }, (_, i) => `customer ${i}`)
    for (const key of keys) keep(key, { subject: key, card, characters: 64 * 1024 }, 60_000)
    const kept = keys.filter(key => cards.get(key))
    expect(kept.length).toBeGreaterThan(50)
    expect(kept.length).toBeLessThan(200)
    expect(kept.at(-1)).toBe(keys.at(-1))
  })

  it('of all customers can be forgotten', () => {
    const cards = createCardCache()
    for (const key of ['a', 'b']) cards.begin()(key, { subject: key, card, characters: 1 }, 60_000)
    cards.forget()
    expect(['a', 'b'].map(cards.get)).toEqual([undefined, undefined])
  })
})
