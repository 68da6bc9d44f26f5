import type { ClientBase } from 'pg'

/** A batch has more, and hardly ever the same number again: each would be a statement that is never used twice. */
const MAX_PARAMETERS = 10

/**
 * Lets the server plan a statement once per connection instead of each time it is used; planning takes longer than finding
 * a few rows by their key. A pooler between must know prepared statements (PgBouncer does since 1.21).
 *
 * A statement that asks for all columns (`*`) is planned each time: one prepared before a newer release has added a column
 * would fail from then on ("cached plan must not change result type").
 *
 * @param names of the statements so far; shared by the connections of a pool
 */
export function prepareStatements(client: ClientBase, names: Map<string, string>): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown
  Object.assign(client, {
    query(text: unknown, values: unknown, ...rest: unknown[]) {
      if (typeof text !== 'string' || !isWorthIt(text, values)) return query(text, values, ...rest)
      const name = names.get(text) ?? `sidebar-${names.size}`
      names.set(text, name)
      return query({ name, text, values }, ...rest)
    },
  })
}

function isWorthIt(text: string, values: unknown): boolean {
  return Array.isArray(values) && values.length > 0 && values.length <= MAX_PARAMETERS && !text.includes('*')
}
