import type { Door, DoorDeclaration, Schemas } from '../../server/http/door/door.ts'
import { wecomId } from '../../server/http/ids.ts'
import { inputRules } from './input-rules.ts'
import type { InputRule } from './input-rules.ts'
import { table } from './table.ts'

/** @returns every input of every door, and what it has to be */
export function inputTable(doors: Record<string, Door>): string {
  const rows = Object.keys(doors).sort(byPath).flatMap(route =>
    rulesOf(doors[route]!.door).map(({ field, rule }) => [`\`${route}\``, `\`${field}\``, rule]))
  return table(['Door', 'Field', 'Rule'], rows)
}

const byPath = (a: string, b: string) => a.split(' ')[1]!.localeCompare(b.split(' ')[1]!, 'en')

function rulesOf({ who, params = {}, query = {}, body, takesBytes }: DoorDeclaration): InputRule[] {
  const ofFollower: Schemas = who === 'follower' ? { externalUserId: wecomId } : {}
  const named = (place: string, schemas: Schemas) =>
    Object.entries(schemas).flatMap(([name, schema]) => inputRules(schema, `${place} ${name}`))
  return [
    ...named('path', { ...ofFollower, ...params }),
    ...named('query', query),
    ...body ? inputRules(body, 'body') : [],
    ...takesBytes ? [{ field: 'body', rule: '`application/octet-stream`' }] : [],
  ]
}
