import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../errors/app-error.ts'

/** @returns the name of the lock under which lists of a corp, and what customers have of them, are changed */
export function definitionsLock(corpId: string): string {
  return `story-definitions ${corpId}`
}

/** Something that admins define: a new one has no id yet. */
type New<Item extends { id: string }> = Omit<Item, 'id'> & Partial<Item>

/**
 * The list that an admin wants instead of the one that the admin saw.
 *
 * @param known as stored
 * @param newId makes a new unique id
 * @returns `known` itself when the admin wants the same
 * @throws {AppError} edit_conflict
 */
export function redefine<Item extends { id: string }>(
  known: Item[], { before, after }: { before: Item[], after: New<Item>[] }, newId: () => string,
): Item[] {
  if (isSame(known, after)) return known
  const isKnown = (id: string | undefined) => id === undefined || known.some(item => item.id === id)
  if (!isSame(known, before) || !after.every(({ id }) => isKnown(id))) throw new AppError('edit_conflict')
  return after.map(item => ({ ...item, id: item.id ?? newId() }) as Item)
}

/** A new one is not the same, except under its stored id: its answer may have been lost. */
function isSame<Item extends { id: string }>(known: Item[], other: New<Item>[]): boolean {
  return known.length === other.length
    && known.every((item, at) => isDeepStrictEqual({ ...item }, { ...other[at], id: other[at]!.id ?? item.id }))
}
