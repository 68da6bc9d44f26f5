import type * as v from 'valibot'

/** What an input has to be. */
export interface InputRule {
  /** Path below the input, such as `links[].appId`; empty for the input itself. */
  field: string
  rule: string
}

/** A part of a schema that refuses, changes or describes a value. */
interface Action {
  type: string
  requirement?: unknown
  description?: string
}

/** The parts of a schema that this file reads. */
interface Described {
  type: string
  pipe?: readonly Action[]
  options?: readonly string[] | readonly Described[]
  entries?: Record<string, Described>
  item?: Described
  key?: Described
  value?: Described
  wrapped?: Described
  default?: unknown
}

/** Actions that say nothing to the sender, or that the text of their schema already contains. */
const SILENT = ['transform', 'number']
const MOST_OPTIONS = 8

/**
 * @param input schema of a body, or of a parameter
 * @returns a rule for each field, and for the fields of an object together
 * @throws {Error} for a check without a description: add `v.description` behind it
 */
export function inputRules(input: v.GenericSchema, field = ''): InputRule[] {
  return rulesOf(input as unknown as Described, field, '')
}

function rulesOf(schema: Described, field: string, prefix: string): InputRule[] {
  const own = ownRule(schema)
  switch (schema.type) {
    case 'optional': {
      const otherwise = schema.default === undefined ? '' : `, otherwise \`${JSON.stringify(schema.default)}\``
      return rulesOf(schema.wrapped!, field, `${prefix}optional${otherwise}; `)
    }
    case 'strict_object': {
      const fields = Object.entries(schema.entries!).flatMap(([name, entry]) =>
        rulesOf(entry, field ? `${field}.${name}` : name, ''))
      const together = [prefix.slice(0, -2), own].filter(Boolean).join('; ')
      return together ? [{ field, rule: together }, ...fields] : fields
    }
    case 'array': {
      const list = `${prefix}a list${own && ` of ${own} items`}`
      const items = rulesOf(schema.item!, `${field}[]`, '')
      if (schema.item!.type === 'strict_object') return [{ field, rule: list }, ...items]
      return [{ field, rule: `${list}; each item: ${items[0]!.rule}` }]
    }
    case 'record': {
      const [value] = rulesOf(schema.value!, field, '')
      return [{ field, rule: `${prefix}an object; each name: ${ownRule(schema.key!)}; each value: ${value!.rule}` }]
    }
    case 'picklist':
      return [{ field, rule: prefix + optionsOf(schema.options as readonly string[]) }]
    case 'union': {
      const kinds = (schema.options as readonly Described[]).map(option =>
        option.type === 'strict_object' ? ownRule(option) : rulesOf(option, field, '')[0]!.rule)
      return [{ field, rule: prefix + kinds.join('; or ') }]
    }
    case 'boolean':
      return [{ field, rule: `${prefix}true or false` }]
    default:
      return [{ field, rule: prefix + (own || 'any text') }]
  }
}

function optionsOf(options: readonly string[]): string {
  if (options.length > MOST_OPTIONS) return `one of ${options.length} words, see [api.md](api.md)`
  return `one of ${options.map(option => `\`${option}\``).join(', ')}`
}

/** What the actions of a schema ask for. A description stands for all of them. */
function ownRule(schema: Described): string {
  const actions = schema.pipe?.slice(1) ?? []
  const description = actions.findLast(({ type }) => type === 'description')?.description
  if (description) return description
  const limits = new Map(actions.map(({ type, requirement }) => [type, requirement]))
  return [
    lengthOf(limits, schema.type === 'array' ? '' : ' characters'),
    rangeOf(limits),
    ...actions.filter(({ type }) => !SILENT.includes(type)).flatMap(({ type, requirement }) => {
      if (type === 'regex') return [`matches \`${String(requirement)}\``]
      if (/^(?:min|max)_(?:length|value)$/.test(type)) return []
      throw new Error(`build/docs/input-rules.ts: describe the ${type} of this schema with v.description`)
    }),
  ].filter(Boolean).join(', ')
}

function lengthOf(limits: Map<string, unknown>, unit: string): string {
  const [least, most] = [limits.get('min_length'), limits.get('max_length')] as (number | undefined)[]
  if (most === undefined) return least === undefined ? '' : `at least ${least}${unit}`
  return (least === undefined ? `at most ${most}` : `${least} to ${most}`) + unit
}

function rangeOf(limits: Map<string, unknown>): string {
  const [least, most] = [limits.get('min_value'), limits.get('max_value')]
  return most === undefined ? '' : `a number from ${String(least ?? 0)} to ${String(most)}`
}
