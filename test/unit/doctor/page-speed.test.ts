import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageSpeed as check } from '../../../server/doctor/checks/page-speed.ts'
import type { DoctorContext } from '../../../server/doctor/context.ts'
import { createPageSpeed } from '../../../server/doctor/page-speed.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { LONGEST_PAGE_MS } from '../../../shared/page-speed.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const HOUR = 60 * 60_000
/** The write begins when the process has gathered pages; the store in memory then needs no time. */
const written = () => new Promise(setImmediate)

function setUp() {
  const clock = createManualClock()
  const vault = createPlainVault(createMemoryStore(clock.monotonic))
  const [speed, other] = [createPageSpeed(vault, clock), createPageSpeed(vault, clock)]
  /** Pages that were painted after so many milliseconds. */
  async function note(painted: readonly number[], process = speed) {
    for (const ms of painted) {
      process.note({ answered: Math.min(ms, 20), asked: ms, located: ms, fetched: ms, painted: ms })
    }
    clock.advance(1_000)
    await written()
  }
  const run = (measuredPages = 10) =>
    check.run({ pageSpeed: speed, config: { measuredPages } } as unknown as DoctorContext)
  return { clock, speed, other, note, run }
}

describe('how long pages take', () => {
  it('is told within a tenth, for any pages', async () => {
    const times = fc.array(fc.integer({ min: 10, max: LONGEST_PAGE_MS }), { minLength: 1, maxLength: 200 })
    await fc.assert(fc.asyncProperty(times, async (all) => {
      const { note, speed } = setUp()
      await note(all)
      const { pages, painted } = (await speed.read())!
      const sorted = all.toSorted((a, b) => a - b)
      const exact = (share: number) => sorted[Math.ceil(share * all.length) - 1]!
      expect(pages).toBe(all.length)
      for (const [measured, right] of [[painted.p50, exact(0.5)], [painted.p95, exact(0.95)]] as const) {
        expect(measured).toBeGreaterThanOrEqual(right)
        expect(measured).toBeLessThanOrEqual(right * 1.1 + 1)
      }
    }))
  })

  it('counts all processes, and only the last day', async () => {
    const { clock, note, speed, other } = setUp()
    expect(await speed.read()).toBeUndefined()
    await note([100])
    await note([200, 300], other)
    expect((await other.read())?.pages).toBe(3)
    clock.advance(23 * HOUR)
    await note([400])
    expect((await speed.read())?.pages).toBe(4)
    clock.advance(2 * HOUR)
    expect((await speed.read())?.pages).toBe(1)
  })
})

describe('the check of it', () => {
  it('has nothing to say without a page, or when nothing is measured', async () => {
    const { run } = setUp()
    expect(await run()).toMatchObject({ status: 'ok', evidence: { en: 'no page measured in 24 h' } })
    expect(await run(0)).toMatchObject({ status: 'skipped' })
  })

  it('shows each moment', async () => {
    const { note, run } = setUp()
    await note([800])
    const { status, evidence } = await run() as { status: string, evidence: { en: string } }
    expect(status).toBe('ok')
    expect(evidence.en).toMatch(/^1 pages measured in 24 h; [^]*\nserver has answered: 2\d \/ 2\d ms\n/)
    expect(evidence.en).toMatch(/\ncustomer is on the screen: 8\d\d \/ 8\d\d ms$/)
  })

  it('warns when one of twenty is slow, not because of one page', async () => {
    const { note, run } = setUp()
    await note([9_000])
    expect((await run()).status).toBe('ok')
    await note(Array.from({ length: 19 }, (_, i) => i < 1 ? 9_000 : 500))
    expect(await run()).toMatchObject({ status: 'warn', cause: 'slow' })
  })
})
