import type { Clock } from '../clock.ts'
import type { LiveCredential, SharedCredential } from './shared-credential.ts'

export interface ExpiringCacheOptions {
  credential: SharedCredential
  /** Called after a refresh that failed in the background, at most once a minute. */
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
  /** A value that is probably valid. @throws whatever fetching throws */
  get(): Promise<string>
  /** Drops `deadValue` and no other: a late failure must not drop a newer value. */
  invalidate(deadValue: string): void
  /**
   * Handles a trusted report that the value in use does not work: takes over a newer value if another process has one,
   * otherwise drops the value if `mayDrop` allows it.
   */
  distrust(mayDrop: () => Promise<boolean>): Promise<void>
}

/** Renewal in the background starts so long before the end, ± a tenth: processes must not all renew at once. */
const REFRESH_WINDOW_MS = 10 * 60_000
const JITTER = 0.1
const FIRST_BACKOFF_MS = 3_000
const MAX_BACKOFF_MS = 60_000
const REPORT_INTERVAL_MS = 60_000

/**
 * A credential in the memory of this process. Callers do not wait while a value is valid: in its last ten minutes it is
 * renewed in the background. Lifetimes are measured on the monotonic clock, which cannot be set back.
 */
export function createExpiringCache(options: ExpiringCacheOptions): ExpiringCache {
  const { credential, onRefreshFailure, clock, random } = options
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
      // If it was reported dead during the refresh, the next caller obtains a new one.
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
