import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { reportedEvent, subjectOfReport } from '../../../server/http/reported-event.ts'

const YEAR = 365 * 24 * 3_600_000
const event = { id: 'order-1', at: '2026-11-20T12:00:00+08:00', text: 'Order 1 paid', unionId: 'o1' }
const at = (ms: number) => new Date(ms).toISOString()
const accepts = (change: object) => v.safeParse(reportedEvent, { ...event, ...change }).success

describe('an event that a system reports', () => {
  it('happened between 1970 and now; the clock of the system may be five minutes fast', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 * YEAR }), (distance) => {
      const margin = 60_000
      expect(accepts({ at: at(Date.now() - distance) })).toBe(true)
      expect(accepts({ at: at(Date.now() + 5 * 60_000 + margin + distance) })).toBe(false)
    }))
    expect(accepts({ at: at(Date.now() + 4 * 60_000) })).toBe(true)
    expect(accepts({ at: '1969-12-31T23:59:59Z' })).toBe(false)
    expect(accepts({ at: '2026-11-20T12:00:00' })).toBe(false)
  })

  it('is about exactly one person', () => {
    const { unionId, ...rest } = event
    const parse = (ids: object) => v.safeParse(reportedEvent, { ...rest, ...ids })
    for (const ids of [
      { unionId }, { unionId, openPlatform: 'second' }, { externalUserId: 'wm1' }, { appId: 'wx1', openId: 'o1' },
    ]) expect(parse(ids).success).toBe(true)
    for (const ids of [
      {}, { unionId, externalUserId: 'wm1' }, { openId: 'o1' }, { appId: 'wx1' }, { unionId, appId: 'wx1' },
      { externalUserId: 'wm1', openPlatform: 'second' },
    ]) expect(parse(ids).success).toBe(false)
    expect(subjectOfReport({ unionId })).toEqual({ kind: 'unionId', scope: 'main', id: unionId })
    expect(subjectOfReport({ appId: 'wx1', openId: 'o1' })).toEqual({ kind: 'openId', scope: 'wx1', id: 'o1' })
    expect(subjectOfReport({ externalUserId: 'wm1' })).toEqual({ kind: 'externalUserId', id: 'wm1' })
  })
})
