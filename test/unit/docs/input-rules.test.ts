import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { inputRules } from '../../../build/docs/input-rules.ts'

const id = v.pipe(v.string(), v.regex(/^\w+$/))

describe('the rules of an input', () => {
  it.each<[v.GenericSchema, string]>([
    [v.string(), 'any text'],
    [id, 'matches `/^\\w+$/`'],
    [v.pipe(v.string(), v.minLength(1), v.maxLength(9)), '1 to 9 characters'],
    [v.pipe(v.string(), v.maxLength(9)), 'at most 9 characters'],
    [v.pipe(v.string(), v.transform(Number), v.minValue(1), v.maxValue(9)), 'a number from 1 to 9'],
    [v.picklist(['own', 'corp']), 'one of `own`, `corp`'],
    [v.picklist('abcdefghi'.split('')), 'one of 9 words, see [api.md](api.md)'],
    [v.optional(v.union([id, v.boolean()])), 'optional; matches `/^\\w+$/`; or true or false'],
    [v.union(['a link', 'a file'].map(kind => v.pipe(v.strictObject({ id }), v.description(kind)))),
      'a link; or a file'],
    [v.optional(id), 'optional; matches `/^\\w+$/`'],
    [v.optional(v.string(), 'main'), 'optional, otherwise `"main"`; any text'],
    [v.pipe(v.array(id), v.minLength(1), v.maxLength(9)), 'a list of 1 to 9 items; each item: matches `/^\\w+$/`'],
    [v.record(id, v.array(v.string())),
      'an object; each name: matches `/^\\w+$/`; each value: a list; each item: any text'],
    [v.pipe(v.string(), v.check(() => true), v.description('the date')), 'the date'],
  ])('%# are words', (schema, rule) => {
    expect(inputRules(schema, 'field')).toEqual([{ field: 'field', rule }])
  })

  it('are those of each field, and of all fields together', () => {
    const body = v.pipe(
      v.strictObject({ links: v.array(v.strictObject({ id })), limit: v.optional(v.string()) }),
      v.check(() => true),
      v.description('one of both'),
    )
    expect(inputRules(body, 'body')).toEqual([
      { field: 'body', rule: 'one of both' },
      { field: 'body.links', rule: 'a list' },
      { field: 'body.links[].id', rule: 'matches `/^\\w+$/`' },
      { field: 'body.limit', rule: 'optional; any text' },
    ])
  })

  it('are missing for a check without a description', () => {
    expect(() => inputRules(v.pipe(v.string(), v.check(() => true)))).toThrow('describe the check')
  })
})
