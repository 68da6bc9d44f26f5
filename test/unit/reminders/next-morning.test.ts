import { expect, it } from 'vitest'
import { nextMorning } from '../../../server/reminders/next-morning.ts'

it.each([
  ['2026-11-27T00:59:59.999Z', '2026-11-27T01:00:00.000Z'],
  ['2026-11-27T01:00:00.000Z', '2026-11-28T01:00:00.000Z'],
  ['2026-11-27T15:59:00.000Z', '2026-11-28T01:00:00.000Z'],
  ['2026-11-27T16:01:00.000Z', '2026-11-28T01:00:00.000Z'],
  ['2026-12-31T20:00:00.000Z', '2027-01-01T01:00:00.000Z'],
])('after %s it is nine in China at %s', (at, morning) => {
  expect(new Date(nextMorning(Date.parse(at))).toISOString()).toBe(morning)
})
