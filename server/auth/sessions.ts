import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import { hasCode } from '../errors/app-error.ts'
import type { Slot, Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import { createSecretId, hashSecretId, isSecretId } from './secret-id.ts'
import { createSessionIndex, MAX_SESSIONS } from './session-index.ts'
import type { IndexedSession } from './session-index.ts'

/** A session ends after this long without a request, milliseconds. */
const IDLE_MS = 12 * 60 * 60_000
/** A session ends this long after sign-in in any case, milliseconds. */
export const SESSION_LIFETIME_MS = 7 * 24 * 60 * 60_000
/** The idle time restarts at most this often, so that not every request writes. */
const TOUCH_INTERVAL_MS = 60_000
/** A browser that came back without an answer of WeCom is not sent again for this long, milliseconds. */
const CONFIRMATION_PAUSE_MS = 60_000
/** Sessions whose place in the store is kept at hand. */
const MAX_AT_HAND = 20_000

/** Who signed in. */
export interface SignedInMember {
  userId: string
  name?: string
}

/** A session that is open. Moments are milliseconds since 1970. */
export interface OpenSession extends SignedInMember {
  /** The last sign-in: since then, WeCom has not said who uses this browser. */
  createdAt: number
  seenAt: number
  /** The User-Agent at sign-in, for the member's list of sessions. */
  userAgent?: string
}

const storedSession = v.object({
  userId: v.string(),
  name: v.optional(v.string()),
  createdAt: v.number(),
  seenAt: v.number(),
  userAgent: v.optional(v.string()),
})

export interface Sessions {
  /** Starts a session. @returns its new id, for the browser only: the server keeps a hash */
  create(member: SignedInMember, userAgent?: string): Promise<string>
  /** undefined for an unknown, ended or malformed id. `isAbsent`: the idle time goes on. */
  read(sessionId: unknown, options?: { isAbsent?: boolean }): Promise<OpenSession | undefined>
  /**
   * Whether the browser may be sent to WeCom now, to confirm its member: once a minute at most. Notes that it is.
   *
   * @throws {AppError} store_unavailable
   */
  startConfirmation(sessionId: unknown): Promise<boolean>
  /** Ends a session for all processes at once. */
  end(sessionId: unknown): Promise<void>
  /** The open sessions of a member, newest first; `current` is the one with this id. */
  of(userId: string, sessionId?: unknown): Promise<(OpenSession & { current: boolean })[]>
  /**
   * Ends all sessions of a member, for all processes at once.
   *
   * @returns how many were open
   * @throws {AppError} store_unavailable; then some may still be open
   */
  endAll(userId: string): Promise<number>
}

export function createSessions(vault: Vault, clock: Clock): Sessions {
  const now = clock.wall
  const index = createSessionIndex(vault, clock, SESSION_LIFETIME_MS)
  const slotOfHash = (hash: string) => vault.slot(`session:${hash}`, storedSession, IDLE_MS)
  // Each request reads its session. Only the store is asked each time: the hash and the slot are made once.
  const slots = new LRUCache<string, Slot<OpenSession>>({
    max: MAX_AT_HAND, memoMethod: sessionId => slotOfHash(hashSecretId(sessionId)),
  })
  const slotOf = (sessionId: string) => slots.memo(sessionId)

  /** @returns whether the session still exists: a sign-out may have ended it since it was read */
  async function touch(slot: Slot<OpenSession>, session: OpenSession): Promise<boolean> {
    const remaining = session.createdAt + SESSION_LIFETIME_MS - now()
    return remaining > 0 && slot.replace(session, Math.min(IDLE_MS, remaining))
  }

  /** @returns those that have not ended */
  async function openOnes(list: readonly IndexedSession[]): Promise<IndexedSession[]> {
    const sessions = await Promise.all(list.map(({ hash }) => slotOfHash(hash).get()))
    return list.filter((_, i) => sessions[i] !== undefined)
  }

  /** Without it, a sign-in works too: during an outage of Redis, the session exists in this process only. */
  async function addToIndex(userId: string, hash: string): Promise<void> {
    try {
      let surplus: IndexedSession[] = []
      await index.change(userId, async (list) => {
        // Inside WeCom a sign-in replaces a session every ten minutes: those that have ended must not end others.
        const open = list.length < MAX_SESSIONS ? list : await openOnes(list)
        surplus = open.slice(0, Math.max(0, open.length + 1 - MAX_SESSIONS))
        return [...open.slice(surplus.length), { hash, createdAt: now() }]
      })
      await Promise.all(surplus.map(one => slotOfHash(one.hash).delete()))
    }
    catch (error) {
      if (!hasCode(error, 'store_unavailable')) throw error
    }
  }

  return {
    async create({ userId, name }, userAgent) {
      const sessionId = createSecretId()
      const hash = hashSecretId(sessionId)
      await slotOfHash(hash).set({ userId, name, createdAt: now(), seenAt: now(), userAgent })
      await addToIndex(userId, hash)
      return sessionId
    },
    async read(sessionId, { isAbsent = false } = {}) {
      if (!isSecretId(sessionId)) return undefined
      const slot = slotOf(sessionId)
      const session = await slot.get()
      if (!session) return undefined
      if (isAbsent || now() - session.seenAt < TOUCH_INTERVAL_MS) return session
      return await touch(slot, { ...session, seenAt: now() }) ? session : undefined
    },
    async startConfirmation(sessionId) {
      if (!isSecretId(sessionId)) return false
      const lock = `session:${hashSecretId(sessionId)}:confirmation`
      return await vault.acquire(lock, CONFIRMATION_PAUSE_MS) !== undefined
    },
    async end(sessionId) {
      if (isSecretId(sessionId)) await slotOf(sessionId).delete()
    },
    async of(userId, sessionId) {
      const currentHash = isSecretId(sessionId) ? hashSecretId(sessionId) : undefined
      const list = await index.of(userId)
      const open = await Promise.all(list.map(async ({ hash }) => {
        const session = await slotOfHash(hash).get()
        return session && { ...session, current: hash === currentHash }
      }))
      return open.filter(session => session !== undefined).reverse()
    },
    async endAll(userId) {
      const list = await index.of(userId)
      const ended = await Promise.all(list.map(async ({ hash }) => {
        const slot = slotOfHash(hash)
        const session = await slot.get()
        // Not `take`: while Redis is away, that would end a session in this process only, and only for a while.
        await slot.delete()
        return session
      }))
      return ended.filter(session => session !== undefined).length
    },
  }
}
