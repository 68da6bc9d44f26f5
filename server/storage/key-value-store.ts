/**
 * The contract of every key-value store. It keeps credentials, sessions, one-time states, caches, locks and limits.
 * Times are durations, not moments: processes whose clocks differ still agree.
 */
export interface KeyValueStore {
  /** The value of a key; undefined when absent or expired. */
  get(key: string): Promise<string | undefined>
  /** The value with its remaining lifetime by the store's own clock, in milliseconds. */
  entry(key: string): Promise<{ value: string, ttlMs: number } | undefined>
  /** Writes a value that expires after `ttlMs` milliseconds (at least 1). */
  set(key: string, value: string, ttlMs: number): Promise<void>
  /**
   * Writes like `set`, but only over a value that exists, in one step: a deleted value does not come back.
   *
   * @returns whether a value existed
   */
  replace(key: string, value: string, ttlMs: number): Promise<boolean>
  /** Reads and deletes in one step: exactly one of many concurrent callers receives the value. */
  take(key: string): Promise<string | undefined>
  delete(key: string): Promise<void>
  /**
   * Counts one use of a key, in one step over all processes. A refused use does not count.
   *
   * @param item what is used: within the window, the same item counts once. Without it, each use counts
   */
  use(key: string, limit: Limit, item?: string): Promise<Use>
  /**
   * Uses a dated item once, in one step over all processes. The store knows since when it remembers used items. What is
   * dated earlier may have been used, and is not granted: so no item is granted twice, not even after the store has
   * lost everything or after a clock was put back.
   *
   * @param key names the memory
   */
  useOnce(key: string, item: DatedItem): Promise<OnlyUse>
  /**
   * Acquires a lock for at most `ttlMs` milliseconds, over all processes. If the holder dies, the lock becomes free
   * after that time. A lock that guards the writing of a value is named after its key: `<key>:lock`.
   *
   * @returns undefined while another holder has the lock
   */
  acquire(lock: string, ttlMs: number): Promise<Lease | undefined>
  /**
   * Appends a text to a journal, which all processes read. The newest thousand texts are kept for `ttlMs` milliseconds;
   * the others are dropped, with the next append or, when there is none, with the whole journal.
   */
  append(journal: string, text: string, ttlMs: number): Promise<void>
  /** The position after the newest text of a journal. */
  endOf(journal: string): Promise<string>
  /**
   * Reads what was appended to a journal after a position.
   *
   * @returns undefined when texts may be missing: they were dropped, or the store has lost its data
   */
  readOn(journal: string, after: string): Promise<JournalPage | undefined>
  /** Closes files and connections; the store cannot be used afterwards. */
  close(): Promise<void>
}

/**
 * At most `limit` uses in any period of `windowMs` milliseconds, wherever the period begins. A use may count
 * longer than the window, by a sixtieth of it at most.
 */
export interface Limit {
  limit: number
  windowMs: number
  /** Holds a use whose outcome is not known yet: it counts only for so long, milliseconds, until it is kept. */
  heldMs?: number
}

/** One use of a limited key. */
export type Use
  = | {
    granted: true
    /** As if it had not been used. An item that had been used before stays used. */
    undo(): Promise<void>
    /** Counts a held use for a whole window from now. */
    keep(): Promise<void>
  }
  | { granted: false, /** Milliseconds until a use is possible again. */ retryAfterMs: number }

/** An item with the date that its maker gave it. Times are milliseconds since 1970, by the clock of the caller. */
export interface DatedItem {
  /** Not empty. */
  id: string
  datedAt: number
  now: number
  /** The largest difference between `datedAt` and `now`, milliseconds; the caller has checked it. */
  toleranceMs: number
}

/** The only use of a dated item. `tooEarlyMs`: how much later its date should be; 0 for an item used before. */
export type OnlyUse = { granted: true } | { granted: false, tooEarlyMs: number }

/** A part of a journal, oldest first. */
export interface JournalPage {
  texts: string[]
  /** The position after the newest of them. */
  end: string
}

/** How many texts a journal keeps at least. */
export const JOURNAL_LENGTH = 1_000

/** A lock that is held. Each method checks this again, so a late holder never overwrites or releases another's. */
export interface Lease {
  /** Writes like `KeyValueStore.set`, but only while the lock is held. @returns whether the value was written */
  set(key: string, value: string, ttlMs: number): Promise<boolean>
  /** Extends the lock to `ttlMs` milliseconds from now. @returns whether the lock was still held */
  renew(ttlMs: number): Promise<boolean>
  release(): Promise<void>
}
