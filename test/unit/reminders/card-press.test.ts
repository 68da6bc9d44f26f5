import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CARD_KEYS, readCardPress, taskIdOf } from '../../../server/reminders/card-press.ts'

const id = 'a'.repeat(32)
const at = 1_795_000_000
const now = at * 1_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

it('a press is about the reminder and the version whose card it is, and asks for the same at each repeat', () => {
  const taskId = taskIdOf({ id, version: 7 })
  const read = (key: string, after = 0) => readCardPress({ taskId, key, at }, now + after)
  expect(read('done')).toEqual({ id, version: 7, kind: 'finish' })
  expect(read('hour')).toEqual({ id, version: 7, kind: 'snooze', dueAt: now + HOUR_MS })
  expect(read('day')).toEqual({ id, version: 7, kind: 'snooze', dueAt: now + DAY_MS })
  for (const key of CARD_KEYS) expect(read(key, 60_000)).toEqual(read(key))
  expect(CARD_KEYS.every(key => read(key))).toBe(true)
})

it('a press that arrives late snoozes to now, and one without a time of these days is none', () => {
  const read = (pressedAt: number, key = 'hour') => readCardPress({ taskId: `${id}-1`, key, at: pressedAt }, now)
  expect(read(at - 2 * 3_600)).toMatchObject({ dueAt: now })
  expect(read(at - 86_400)).toMatchObject({ dueAt: now })
  for (const pressedAt of [0, at - 86_401, at + 86_401, Infinity, NaN]) {
    for (const key of CARD_KEYS) expect(read(pressedAt, key)).toBeUndefined()
  }
})

it('anything else is no press on a reminder', () => {
  const near = fc.constantFrom('__proto__', 'constructor', 'done', `${id}-1`, `${id}-0`, `${id}1`)
  const text = fc.oneof(fc.string(), near)
  fc.assert(fc.property(text, text, (taskId, key) => {
    const isOne = taskId === `${id}-1` && key === 'done'
    expect(readCardPress({ taskId, key, at }, now) !== undefined).toBe(isOne)
  }))
})
