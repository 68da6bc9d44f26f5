/** Number of customers whose changes are kept. */
const MOST = 20

export interface Sessions<Session> {
  /** @returns the session of a customer: the kept one, or a new one */
  of: (externalUserId: string) => Session
  /** Whether any customer has unsaved changes. */
  areUnsaved: () => boolean
}

/**
 * Keeps the changes of the last customers in memory. When the limit is exceeded, the oldest session without unsaved
 * changes is dropped.
 *
 * @param create makes the session of a customer
 * @param isUnsaved whether a session has unsaved changes
 */
export function createSessions<Session>(
  create: (externalUserId: string) => Session, isUnsaved: (session: Session) => boolean,
): Sessions<Session> {
  /** In order of use; the last used is last. */
  const kept = new Map<string, Session>()

  function forgetOne(): void {
    const others = [...kept].slice(0, -1)
    const [gone] = others.find(([, session]) => !isUnsaved(session)) ?? others[0]!
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
    areUnsaved: () => [...kept.values()].some(isUnsaved),
  }
}
