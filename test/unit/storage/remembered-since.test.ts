import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { runs } from '../../support/property-runs.ts'

const TOLERANCE = 300
const step = fc.record({
  /** How far the clock moves before this use. */
  moves: fc.integer({ min: -TOLERANCE, max: 2 * TOLERANCE }),
  id: fc.constantFrom('a', 'b', 'c'),
  /** How old the item is: never from the future. */
  age: fc.integer({ min: 0, max: TOLERANCE }),
  /** An item that was used before is tried again. */
  again: fc.nat(),
  /** The store forgets everything first. */
  loss: fc.boolean(),
})

it('no item is granted twice when the store loses everything or the clock is moved', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
    let store = createMemoryStore()
    let now = 1_000_000
    let latest = now
    const granted: { id: string, datedAt: number }[] = []
    for (const { moves, id, age, again, loss } of steps) {
      // Not covered: a clock put back by more than twice the tolerance, or just when the store loses everything.
      now = Math.max(now + moves, loss ? latest : latest - 2 * TOLERANCE)
      latest = Math.max(latest, now)
      if (loss) store = createMemoryStore()
      const replayed = granted[again % Math.max(1, granted.length)]
      const fresh = { id: `${id}${granted.length}`, datedAt: now - age }
      for (const item of [replayed, fresh]) {
        if (!item || Math.abs(item.datedAt - now) > TOLERANCE) continue
        const use = await store.useOnce('memory', { ...item, now, toleranceMs: TOLERANCE })
        if (item === replayed) expect(use.granted).toBe(false)
        else if (use.granted) granted.push(item)
      }
    }
  }), runs(30))
})
