import { publishedCardSchema } from '../../server/panels/card.ts'

/** Where authors of panels find the schema. */
export const CARD_SCHEMA = 'docs/panel-card.schema.json'

/** The parts of a schema that this file reads. */
interface Described {
  type: string
  pipe?: readonly { kind: string, type: string, requirement?: unknown }[]
  entries?: Record<string, Described>
  item?: Described
  wrapped?: Described
  literal?: unknown
  options?: readonly unknown[]
}

/** What a JSON Schema says, by what an action of ours checks. */
const KEYWORDS: Record<string, (requirement: unknown, type: string) => object> = {
  max_length: (requirement, type) => ({ [type === 'array' ? 'maxItems' : 'maxLength']: requirement }),
  min_length: requirement => ({ minLength: requirement }),
  regex: requirement => ({ pattern: (requirement as RegExp).source }),
  iso_timestamp: () => ({ format: 'date-time' }),
  // A pattern says the same, as far as it can.
  check: () => ({}),
}

/** @returns the JSON Schema of a card */
export function cardJsonSchema(): string {
  const schema = schemaOf(publishedCardSchema as unknown as Described)
  return `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }, undefined, 2)}\n`
}

function schemaOf(schema: Described): object {
  const actions = (schema.pipe ?? []).filter(({ kind }) => kind === 'validation')
  const limits = actions.map(({ type, requirement }) => {
    const keyword = KEYWORDS[type]
    if (!keyword) throw new Error(`build/docs/card-schema.ts does not know the action ${type}`)
    return keyword(requirement, schema.type)
  })
  return Object.assign({}, shapeOf(schema), ...limits) as object
}

function shapeOf({ type, entries = {}, item, wrapped, literal, options = [] }: Described): object {
  switch (type) {
    case 'string':
    case 'boolean':
      return { type }
    case 'literal':
      return { const: literal }
    case 'picklist':
      return { enum: options }
    case 'optional':
      return schemaOf(wrapped!)
    case 'array':
      return { type, items: schemaOf(item!) }
    case 'union':
    case 'variant':
      return { anyOf: options.map(option => schemaOf(option as Described)) }
    case 'object': {
      const names = Object.keys(entries)
      return {
        type,
        properties: Object.fromEntries(names.map(name => [name, schemaOf(entries[name]!)])),
        required: names.filter(name => entries[name]!.type !== 'optional'),
      }
    }
    default:
      throw new Error(`build/docs/card-schema.ts does not know the kind ${type}`)
  }
}
