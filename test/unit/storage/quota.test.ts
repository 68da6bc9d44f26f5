import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createQuota } from '../../../server/storage/quota.ts'

describe('quota', () => {
  it('grants exactly so many in the window, to however many ask at once', async () => {
    let time = 0
    const use = createQuota(createMemoryStore(() => time), 'k', 20, 1_000)
    const answers = await Promise.all(Array.from({ length: 1_000 }, use))
    expect(answers.filter(Boolean)).toHaveLength(20)
    time = 1_000
    expect(await use()).toBe(true)
  })
})
