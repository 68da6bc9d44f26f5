import type { Clock } from '../clock.ts'
import type { LiveCredential, SharedCredential } from './shared-credential.ts'

export interface ExpiringCacheOptions {
  credential: SharedCredential
  /** Called when a renewal in the background fails, at most once a minute; no caller sees that error. */
  onRefreshFailure: (error: unknown) => void
  clock: Clock
  /** Between 0 and 1. */
  random: () => number
}

interface Entry extends LiveCredential {
  /** Both on the monotonic clock. */
  deadline: number
  refreshAt: number
}

export interface ExpiringCache {
  /** A value that has not expired, as far as we know. @throws what fetching throws */
  get(): Promise<string>
  /** Drops `deadValue` and no other: a failure that arrives late must not drop a value that is newer. */
  invalidate(deadValue: string): void
  /**
   * A trusted client reports that the current value does not work. Takes a newer value if another process has stored
   * one, else drops the current value if `mayDrop` allows.
   */
  distrust(mayDrop: () => Promise<boolean>): Promise<void>
}

/** A value with less time left is renewed in the background. JITTER: the processes do not all start at once. */
const REFRESH_WINDOW_MS = 10 * 60_000
const JITTER = 0.1
const FIRST_BACKOFF_MS = 3_000
const MAX_BACKOFF_MS = 60_000
const REPORT_INTERVAL_MS = 60_000

/**
 * A credential in the memory of this process. Callers do not wait while a value is alive: in its last ten minutes it is
 * renewed in the background. Lifetimes use the monotonic clock, because the system time can be changed.
 */
export function createExpiringCache({ credential, onRefreshFailure, clock, random }: ExpiringCacheOptions): ExpiringCache {
  let current: Entry | undefined
  let pending: Promise<string> | undefined
  let dead: string | undefined
  let refreshing = false
  let backoff = FIRST_BACKOFF_MS
  let reportedAt = -Infinity

  function adopt(live: LiveCredential): string {
    const deadline = clock.monotonic() + live.remainingMs
    const window = Math.min(REFRESH_WINDOW_MS, live.remainingMs / 4) * (1 - JITTER + 2 * JITTER * random())
    current = { ...live, deadline, refreshAt: deadline - window }
    return live.value
  }

  async function obtain(): Promise<string> {
    try {
      return adopt(await credential.obtain(dead))
    }
    finally {
      pending = undefined
    }
  }

  async function refresh(entry: Entry): Promise<void> {
    refreshing = true
    entry.refreshAt = clock.monotonic() + backoff
    try {
      const extended = await credential.extend(entry)
      // If it was reported dead meanwhile, the next `get` obtains a new one.
      if (extended && current === entry) adopt(extended)
      backoff = FIRST_BACKOFF_MS
    }
    catch (error) {
      backoff = Math.min(backoff * 2, MAX_BACKOFF_MS)
      if (clock.monotonic() - reportedAt >= REPORT_INTERVAL_MS) {
        reportedAt = clock.monotonic()
        onRefreshFailure(error)
      }
    }
    finally {
      refreshing = false
    }
  }

  return {
    async get() {
      const now = clock.monotonic()
      if (current && now < current.deadline) {
        if (now >= current.refreshAt && !refreshing) void refresh(current)
        return current.value
      }
      pending ??= obtain()
      return pending
    },
    invalidate(deadValue) {
      if (current?.value !== deadValue) return
      dead = deadValue
      current = undefined
    },
    async distrust(mayDrop) {
      const suspect = current?.value
      if (suspect === undefined) return
      const stored = await credential.read()
      if (stored && stored.value !== suspect) adopt(stored)
      else if (await mayDrop() && current?.value === suspect) {
        dead = suspect
        current = undefined
      }
    },
  }
}
