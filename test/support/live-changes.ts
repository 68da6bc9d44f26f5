import type { Change, Changes } from '../../server/customer/changes.ts'

/** The changes of a single process: it knows of all of them. */
export function createLiveChanges(): Changes {
  const listeners: ((change: Change) => void)[] = []
  return {
    announce(...changes) {
      for (const change of changes) for (const listener of listeners) listener(change)
    },
    subscribe: listener => void listeners.push(listener),
    lifetime: ms => ms,
    start: () => {},
    stop: async () => {},
  }
}
