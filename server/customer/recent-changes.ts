import { LRUCache } from 'lru-cache'
import type { Changes } from './changes.ts'

/** Limit of the customers whose last change a process remembers. */
const MAX_REMEMBERED = 50_000

/** When customers have changed last, as far as this process knows. */
export interface RecentChanges {
  /**
   * Whether a customer may have changed since then. What this process cannot know counts as changed.
   *
   * @param since milliseconds on the monotonic clock
   */
  mayHaveChanged(externalUserId: string, since: number): boolean
}

/** @param now milliseconds, monotonic */
export function createRecentChanges(
  changes: Pick<Changes, 'subscribe'>, now: () => number, max = MAX_REMEMBERED,
): RecentChanges {
  /** Of changes until then, this process does not know all. */
  let unknownUntil = now()
  const changedAt = new LRUCache<string, number>({
    max,
    dispose: (at, _id, reason) => {
      if (reason === 'evict') unknownUntil = Math.max(unknownUntil, at)
    },
  })

  changes.subscribe((change) => {
    if ('externalUserId' in change) changedAt.set(change.externalUserId, now())
    if (change.kind === 'unknown') unknownUntil = now()
  })

  return {
    // A look does not make an old change a recent one.
    mayHaveChanged: (externalUserId, since) => since <= Math.max(unknownUntil, changedAt.peek(externalUserId) ?? 0),
  }
}
