import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'

/** A batch has more parameters, each time another number: its statement would never be used again. */
const MAX_PARAMETERS = 10

/**
 * Lets the server plan a statement once per connection instead of at each use: planning takes longer than finding a few
 * rows by key. A pooler must support prepared statements (PgBouncer does since 1.21).
 *
 * The name is made from the statement: a pooler that gives a process the connection of another one would otherwise run
 * the other's statement. Now PostgreSQL says that there is no such statement, or that it exists already.
 *
 * A statement that selects all columns (`*`) is not prepared: when a newer release adds a column, the old plan would
 * fail ("cached plan must not change result type").
 *
 * @param names of the statements so far; shared by the connections of a pool
 */
export function prepareStatements(client: ClientBase, names: Map<string, string>): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown
  Object.assign(client, {
    query(text: unknown, values: unknown, ...rest: unknown[]) {
      if (typeof text !== 'string' || !isWorthIt(text, values)) return query(text, values, ...rest)
      const name = names.get(text) ?? nameOf(text)
      names.set(text, name)
      return query({ name, text, values }, ...rest)
    },
  })
}

function nameOf(text: string): string {
  return `sidebar-${createHash('sha256').update(text).digest('base64url')}`
}

function isWorthIt(text: string, values: unknown): boolean {
  return Array.isArray(values) && values.length > 0 && values.length <= MAX_PARAMETERS && !text.includes('*')
}
