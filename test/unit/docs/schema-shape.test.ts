import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { shapeOf } from '../../../build/docs/schema-shape.ts'

describe('the shape of a schema', () => {
  it.each<[v.GenericSchema, string]>([
    [v.pipe(v.string(), v.minLength(1)), 'string'],
    [v.picklist(['own', 'corp']), '\'own\' | \'corp\''],
    [v.pipe(v.number(), v.integer()), 'number'],
    [v.array(v.string()), 'string[]'],
    [v.union([v.string(), v.number()]), 'string | number'],
    [v.array(v.picklist(['own', 'corp'])), '(\'own\' | \'corp\')[]'],
    [v.record(v.string(), v.array(v.string())), 'Record<string, string[]>'],
    [
      v.pipe(v.strictObject({ id: v.string(), name: v.optional(v.string(), 'main') }), v.check(() => true)),
      '{ id: string, name?: string }',
    ],
  ])('%# is a TypeScript type', (schema, shape) => {
    expect(shapeOf(schema)).toBe(shape)
  })

  it('is missing for a kind that is not known', () => {
    expect(() => shapeOf(v.date())).toThrow('kind date')
  })
})
