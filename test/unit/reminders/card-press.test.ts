import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CARD_KEYS, readCardPress, taskIdOf } from '../../../server/reminders/card-press.ts'

const id = 'a'.repeat(32)
const at = 1_795_000_000

it('a press is about the reminder whose card it is, and asks for the same at each repeat', () => {
  const taskId = taskIdOf({ id, version: 7 })
  const read = (key: string) => readCardPress({ taskId, key, at })
  expect(read('done')).toEqual({ id, kind: 'finish' })
  expect(read('hour')).toEqual({ id, kind: 'snooze', version: 7, dueAt: at * 1_000 + 3_600_000 })
  expect(read('day')).toEqual({ id, kind: 'snooze', version: 7, dueAt: at * 1_000 + 24 * 3_600_000 })
  for (const key of CARD_KEYS) expect(read(key)).toEqual(read(key))
  expect(CARD_KEYS.every(read)).toBe(true)
})

it('anything else is no press on a reminder', () => {
  const near = fc.constantFrom('__proto__', 'constructor', 'done', `${id}-1`, `${id}-0`, `${id}1`)
  const text = fc.oneof(fc.string(), near)
  fc.assert(fc.property(text, text, (taskId, key) => {
    const isOne = taskId === `${id}-1` && key === 'done'
    expect(readCardPress({ taskId, key, at }) !== undefined).toBe(isOne)
  }))
})
