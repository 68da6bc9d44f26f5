import type { ItemStorage } from './page-storage'

/** Begins the name of every draft in the browser's storage. */
export const DRAFT_PREFIX = 'draft.'

/** @returns the names of the drafts of every member */
export function draftNames(storage?: ItemStorage): string[] {
  return Array.from({ length: storage?.length ?? 0 }, (_, index) => storage!.key(index)!)
    .filter(name => name.startsWith(DRAFT_PREFIX))
}

/** @returns undefined when it is switched off */
export function browserStorage(): Storage | undefined {
  try {
    return localStorage
  }
  catch {
    return undefined
  }
}
