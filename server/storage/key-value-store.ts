/**
 * The contract of every key-value store: credentials, sessions, one-time states, caches.
 * Times are relative, so that processes with different clocks agree with the store's own clock.
 */
export interface KeyValueStore {
  /** The live value of a key; undefined when absent or expired. */
  get(key: string): Promise<string | undefined>
  /** Writes a value that disappears after `ttlMs` milliseconds (at least 1). */
  set(key: string, value: string, ttlMs: number): Promise<void>
  /** Reads and deletes in one step: of any number of concurrent callers exactly one receives the value. */
  take(key: string): Promise<string | undefined>
  delete(key: string): Promise<void>
  /** Releases files and connections; the store is unusable afterwards. */
  close(): Promise<void>
}
