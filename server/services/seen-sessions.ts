import type { IncomingMessage } from 'node:http'
import { LRUCache } from 'lru-cache'

/** A member works in bursts; after a longer pause, the first request takes a turn like every other one. */
const REMEMBERED_MS = 10 * 60_000
const MAX_SESSIONS = 20_000
/** Its name has a prefix on an https site. */
const COOKIE = /(?:^|;\s*)(?:__Host-)?wecom_session=([^;]+)/

/** Ids of sessions that this process has found valid lately. They decide the order of requests, and nothing else. */
const seen = new LRUCache<string, true>({ max: MAX_SESSIONS, ttl: REMEMBERED_MS, ttlResolution: 1_000 })

/** Remembers that a member works with this session. */
export function noteSession(sessionId: string): void {
  seen.set(sessionId, true)
}

/** @returns the id of the session in the request's cookie, if this process has found it valid lately */
export function seenSessionOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const sessionId = COOKIE.exec(headers.cookie ?? '')?.[1]
  return sessionId !== undefined && seen.has(sessionId) ? sessionId : undefined
}
