import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { hasCode } from '../../../server/errors/app-error.ts'
import { formFields, readInput, rulesOf } from '../../../server/panels/form.ts'

const FIELDS = v.parse(formFields, [
  { name: 'title', label: 'Title', type: 'text', required: true },
  { name: 'note', label: 'Note', type: 'multiline' },
  { name: 'way', label: 'Way', type: 'select', options: ['bank', 'card'].map(value => ({ value, label: value })) },
])
const read = (input: Record<string, string>) => readInput(rulesOf(FIELDS), input)

function isRefused(input: Record<string, string>): boolean {
  try {
    read(input)
    return false
  }
  catch (error) {
    if (hasCode(error, 'invalid_request')) return true
    throw error
  }
}

describe('the input of a form', () => {
  it('has a text for each field', () => {
    expect(read({ title: 'Broken', way: 'card' })).toEqual({ title: 'Broken', note: '', way: 'card' })
  })

  it.each<[string, Record<string, string>]>([
    ['a required field without a text', { title: ' \n' }],
    ['a required field that is absent', { note: 'x' }],
    ['a longer text', { title: 'x'.repeat(201) }],
    ['a longer text of more lines', { title: 'x', note: 'x'.repeat(2_001) }],
    ['a choice that is not offered', { title: 'x', way: 'cash' }],
    ['a field that the form does not have', { title: 'x', amount: '9999' }],
    ['a name that objects have', { title: 'x', constructor: 'x' }],
  ])('is refused: %s', (_what, input) => {
    expect(isRefused(input)).toBe(true)
  })

  it('is read from its own names only, not from those that objects have', () => {
    const rules = rulesOf([{ name: 'constructor', label: 'A', type: 'text' }])
    expect(readInput(rules, {})).toEqual({ constructor: '' })
    expect(readInput(rules, { constructor: 'x' })).toEqual({ constructor: 'x' })
  })

  it('is whatever was typed, or refused; nothing is added or changed', () => {
    const names = fc.constantFrom('title', 'note', 'way', '__proto__', 'x')
    const input = fc.dictionary(names, fc.string({ maxLength: 300 }))
    fc.assert(fc.property(input, (typed) => {
      if (isRefused(typed)) return
      for (const [name, text] of Object.entries(read(typed))) expect(text).toBe(typed[name] ?? '')
    }))
  })
})

describe('the fields of a form', () => {
  it.each(['__proto__', '0', '', 'a b', 'a.b', 'x'.repeat(33)])('have no name %j', (name) => {
    expect(v.is(formFields, [{ name, label: 'A', type: 'text' }])).toBe(false)
  })

  it('choose one of the options beforehand, or none', () => {
    const options = [{ value: 'bank', label: 'Bank' }]
    const isValid = (value?: string) =>
      v.is(formFields, [{ name: 'way', label: 'Way', type: 'select', value, options }])
    expect(['bank', '', undefined, 'cash'].map(isValid)).toEqual([true, true, true, false])
  })

  it('are eight at most, of known types', () => {
    const field = { name: 'a', label: 'A', type: 'text' }
    expect([v.is(formFields, Array(8).fill(field)), v.is(formFields, Array(9).fill(field))]).toEqual([true, false])
    expect(v.is(formFields, [{ ...field, type: 'password' }])).toBe(false)
  })
})
