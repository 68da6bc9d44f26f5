/** Begins the name of every draft in the browser's storage. */
export const DRAFT_PREFIX = 'draft.'

/** @returns the names of the drafts of every member */
export function draftNames(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index)!)
    .filter(name => name.startsWith(DRAFT_PREFIX))
}
