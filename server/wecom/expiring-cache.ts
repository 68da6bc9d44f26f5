import * as v from 'valibot'
import type { KeyValueStore } from '../storage/key-value-store.ts'

/** What WeCom hands out: a secret and how long it lives. */
export interface Credential {
  value: string
  /** As WeCom said, seconds. */
  expiresInSeconds: number
}

export interface ExpiringCacheOptions {
  /** Where the value is kept over restarts; also names it. */
  key: string
  store: KeyValueStore
  fetch: () => Promise<Credential>
  /** Failures that trying again cannot heal are answered from memory for a while. */
  isHopeless: (error: unknown) => boolean
  /** Milliseconds since 1970. */
  now: () => number
}

export interface ExpiringCache {
  /** A value believed to be alive. @throws whatever `fetch` throws */
  get(): Promise<string>
  /** Drops `deadValue`, and only it: a late failure never throws away the value somebody has just fetched. */
  invalidate(deadValue: string): void
}

interface Entry {
  value: string
  /** Milliseconds since 1970, margin already taken off. */
  expiresAt: number
}

const storedEntry = v.pipe(v.string(), v.parseJson(), v.object({ value: v.pipe(v.string(), v.minLength(1)), expiresAt: v.number() }))

/** Renewed this long before its end: a value handed out now is still alive when WeCom sees it. */
const MARGIN_MS = 5 * 60_000
const MAX_LIFETIME_MS = 7_200_000
/** WeCom bans an IP that repeats a wrong secret (doc 90313), so a refusal is remembered. */
const HOPELESS_MS = 30_000
/** A value reported dead, fetched again and reported dead again is fetched at most this often. */
const REPEAT_INTERVAL_MS = 5_000

/**
 * One credential: kept in memory and, over restarts, in the store; fetched by one caller while the others wait for the
 * same answer. A failed fetch is not kept, unless it is hopeless.
 */
export function createExpiringCache({ key, store, fetch, isHopeless, now }: ExpiringCacheOptions): ExpiringCache {
  let current: Entry | undefined
  let pending: Promise<string> | undefined
  let refusal: { error: unknown, until: number } | undefined
  let dead: { value: string, since: number } | undefined

  const alive = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && entry.expiresAt > now() && entry.expiresAt <= now() + MAX_LIFETIME_MS

  async function load(): Promise<string> {
    const parsed = v.safeParse(storedEntry, await store.get(key))
    if (parsed.success && alive(parsed.output) && parsed.output.value !== dead?.value) {
      current = parsed.output
      return current.value
    }
    const { value, expiresInSeconds } = await fetch()
    const lifetime = Math.min(expiresInSeconds * 1_000, MAX_LIFETIME_MS)
    const usable = lifetime - Math.min(MARGIN_MS, lifetime / 10)
    current = { value, expiresAt: now() + usable }
    await store.set(key, JSON.stringify(current), Math.max(1, Math.floor(usable)))
    return value
  }

  async function renew(): Promise<string> {
    try {
      return await load()
    }
    catch (error) {
      if (isHopeless(error)) refusal = { error, until: now() + HOPELESS_MS }
      throw error
    }
    finally {
      pending = undefined
    }
  }

  return {
    async get() {
      if (alive(current)) return current.value
      if (refusal && refusal.until > now()) throw refusal.error
      pending ??= renew()
      return pending
    },
    invalidate(deadValue) {
      if (current?.value !== deadValue) return
      // WeCom may hand the same dead value out again: fetching it over and over would not bring it to life.
      if (dead?.value === deadValue && now() - dead.since < REPEAT_INTERVAL_MS) return
      dead = { value: deadValue, since: now() }
      current = undefined
    },
  }
}
