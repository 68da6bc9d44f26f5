import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * For which user an upstream is asked. `system`: a key, or what all users share, such as a token; with `isJob`, work in
 * the background: what an API refuses to a job concerns no user.
 */
export type Caller = { kind: 'stranger' } | { kind: 'member', userId: string } | { kind: 'system', isJob?: true }

const callers = new AsyncLocalStorage<Caller>()

/** Runs work for a user: every upstream call in it counts as this user's. */
export function callFor<T>(caller: Caller, work: () => T): T {
  return callers.run(caller, work)
}

/** The user of the running work; `system` when no user is known. */
export function currentCaller(): Caller {
  return callers.getStore() ?? { kind: 'system' }
}
