import { describe, expect, it } from 'vitest'
import { createClockSkew } from '../../../server/upstream/clock-skew.ts'
import { createManualClock } from '../../support/manual-clock.ts'

const MINUTE = 60_000
const dateOf = (ms: number) => new Date(ms).toUTCString()

describe('clock skew', () => {
  it('is 0 without a valid date', () => {
    const skew = createClockSkew(createManualClock())
    for (const header of [null, '', 'yesterday', '{}']) skew.observe(header)
    expect(skew.ms()).toBe(0)
  })

  it.each([-15, -1, 1, 15])('measures a clock that is %i minutes off, and notices its correction', (minutes) => {
    const clock = createManualClock()
    const skew = createClockSkew(clock)
    const wecomTime = clock.wall()
    clock.jump(minutes * MINUTE)
    skew.observe(dateOf(wecomTime))
    expect(Math.abs(clock.wall() + skew.ms() - wecomTime)).toBeLessThan(1_000)
    clock.jump(-minutes * MINUTE)
    skew.observe(dateOf(wecomTime))
    expect(skew.ms()).toBe(0)
  })

  it('ignores the rounding of the header and the delay of the network', () => {
    const clock = createManualClock()
    const skew = createClockSkew(clock)
    for (const late of [0, 999, 3_500]) {
      skew.observe(dateOf(clock.wall() - late))
      expect(skew.ms()).toBe(0)
    }
  })
})
