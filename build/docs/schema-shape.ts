import type * as v from 'valibot'

/** The kinds of schema that the doors use. A pipe has the kind of its first schema. */
type Described
  = | v.StringSchema<undefined>
    | v.NumberSchema<undefined>
    | v.BooleanSchema<undefined>
    | v.UnknownSchema
    | v.PicklistSchema<readonly string[], undefined>
    | v.UnionSchema<v.GenericSchema[], undefined>
    | v.ArraySchema<v.GenericSchema, undefined>
    | v.RecordSchema<v.StringSchema<undefined>, v.GenericSchema, undefined>
    | v.StrictObjectSchema<v.ObjectEntries, undefined>
    | v.OptionalSchema<v.GenericSchema, undefined>

/**
 * @param schema of a body or a query parameter
 * @returns what to send, as a TypeScript type; limits and formats are left out
 * @throws {Error} for a kind of schema that no door uses yet
 */
export function shapeOf(schema: v.GenericSchema): string {
  const described = schema as Described
  switch (described.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'unknown':
      return described.type
    case 'picklist':
      return described.options.map(option => `'${option}'`).join(' | ')
    case 'union':
      return described.options.map(shapeOf).join(' | ')
    case 'array':
      return arrayShape(shapeOf(described.item))
    case 'record':
      return `Record<string, ${shapeOf(described.value)}>`
    case 'strict_object':
      return objectShape(described.entries)
    case 'optional':
      return shapeOf(described.wrapped)
    default:
      throw new Error(`build/docs/schema-shape.ts cannot describe a schema of the kind ${schema.type}`)
  }
}

/** @returns the shape of an object with these fields */
export function objectShape(fields: Readonly<Record<string, v.GenericSchema | v.ObjectEntries[string]>>): string {
  const shown = Object.entries(fields).map(([name, schema]) =>
    `${name}${schema.type === 'optional' ? '?' : ''}: ${shapeOf(schema as v.GenericSchema)}`)
  return `{ ${shown.join(', ')} }`
}

function arrayShape(item: string): string {
  return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`
}
