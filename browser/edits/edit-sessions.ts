import { isUnsaved } from './customer-edit'
import type { EditSession } from './edit-session'

/** Of how many customers the changes are kept while others are on screen. */
const MOST = 20

export interface EditSessions {
  /** @returns the changes of a customer: as they were left, or new ones */
  of: (externalUserId: string) => EditSession
  /** Whether there are changes of any customer that would be lost. */
  areUnsaved: () => boolean
}

/**
 * The changes of the customers looked at last, in memory only. One more than are kept makes the oldest one go of whom
 * nothing is unsaved.
 *
 * @param create begins the changes of one customer
 */
export function createEditSessions(create: (externalUserId: string) => EditSession): EditSessions {
  /** The one used last is the last one. */
  const kept = new Map<string, EditSession>()

  function forgetOne(): void {
    const others = [...kept].slice(0, -1)
    const [gone] = others.find(([, { edits }]) => !isUnsaved(edits.value)) ?? others[0]!
    kept.delete(gone)
  }

  return {
    of(externalUserId) {
      const session = kept.get(externalUserId) ?? create(externalUserId)
      kept.delete(externalUserId)
      kept.set(externalUserId, session)
      if (kept.size > MOST) forgetOne()
      return session
    },
    areUnsaved: () => [...kept.values()].some(({ edits }) => isUnsaved(edits.value)),
  }
}
