/**
 * The contract of every key-value store: credentials, sessions, one-time states, caches, locks.
 * Times are lifetimes, not moments: processes whose clocks differ still agree.
 */
export interface KeyValueStore {
  /** The live value of a key; undefined when absent or expired. */
  get(key: string): Promise<string | undefined>
  /** The same, with how long it lives on by the store's own clock, in milliseconds. */
  entry(key: string): Promise<{ value: string, ttlMs: number } | undefined>
  /** Writes a value that disappears after `ttlMs` milliseconds (at least 1). */
  set(key: string, value: string, ttlMs: number): Promise<void>
  /**
   * Writes like `set`, in one step, but only over a live value: what somebody else has deleted does not come back.
   *
   * @returns whether there was one
   */
  replace(key: string, value: string, ttlMs: number): Promise<boolean>
  /** Reads and deletes in one step: of any number of concurrent callers exactly one receives the value. */
  take(key: string): Promise<string | undefined>
  delete(key: string): Promise<void>
  /**
   * Adds one to a number in one step, over all processes of this store. It disappears `ttlMs` milliseconds after it began,
   * however often it is raised.
   *
   * @returns the new number; 1 for a new one
   */
  increment(key: string, ttlMs: number): Promise<number>
  /**
   * Becomes the only holder of a lock for at most `ttlMs` milliseconds, over all processes of this store. A holder that
   * dies is replaced when that time is over.
   *
   * @returns undefined when somebody else holds it
   */
  acquire(lock: string, ttlMs: number): Promise<Lease | undefined>
  /** Releases files and connections; the store is unusable afterwards. */
  close(): Promise<void>
}

/** A held lock. Every step checks that it is still held, so a late holder never overwrites or frees another's. */
export interface Lease {
  /** Writes like `KeyValueStore.set`, but only while the lock is held. @returns whether it was written */
  set(key: string, value: string, ttlMs: number): Promise<boolean>
  /** Makes it last `ttlMs` milliseconds from now. @returns whether it was still held */
  renew(ttlMs: number): Promise<boolean>
  release(): Promise<void>
}
