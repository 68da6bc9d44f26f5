import * as v from 'valibot'
import type { Slot, Vault } from '../storage/vault.ts'
import { createSecretId, hashSecretId, isSecretId } from './secret-id.ts'

/** A session ends after this long without a request, milliseconds. */
const IDLE_MS = 12 * 60 * 60_000
/** A session ends this long after sign-in in any case, milliseconds. */
export const SESSION_LIFETIME_MS = 7 * 24 * 60 * 60_000
/** The idle time restarts at most this often, so that not every request writes. */
const TOUCH_INTERVAL_MS = 60_000

/** Who signed in. */
export interface SignedInMember {
  userId: string
  name?: string
}

const storedSession = v.object({
  userId: v.string(),
  name: v.optional(v.string()),
  createdAt: v.number(),
  seenAt: v.number(),
})

type StoredSession = v.InferOutput<typeof storedSession>

export interface Sessions {
  /** Starts a session. @returns its new id, for the browser only: the server keeps a hash */
  create(member: SignedInMember): Promise<string>
  /** The member of a session; undefined for an unknown, ended or malformed id. */
  read(sessionId: unknown): Promise<SignedInMember | undefined>
  /** Ends a session for all processes at once. */
  end(sessionId: unknown): Promise<void>
}

/** @param now milliseconds since 1970 */
export function createSessions(vault: Vault, now: () => number): Sessions {
  const slotOf = (sessionId: string) => vault.slot(`session:${hashSecretId(sessionId)}`, storedSession, IDLE_MS)

  /** @returns whether the session still exists: a sign-out may have ended it since it was read */
  async function touch(slot: Slot<StoredSession>, session: StoredSession): Promise<boolean> {
    const remaining = session.createdAt + SESSION_LIFETIME_MS - now()
    return remaining > 0 && slot.replace({ ...session, seenAt: now() }, Math.min(IDLE_MS, remaining))
  }

  return {
    async create({ userId, name }) {
      const sessionId = createSecretId()
      await slotOf(sessionId).set({ userId, name, createdAt: now(), seenAt: now() })
      return sessionId
    },
    async read(sessionId) {
      if (!isSecretId(sessionId)) return undefined
      const slot = slotOf(sessionId)
      const session = await slot.get()
      if (!session) return undefined
      const { userId, name, seenAt } = session
      const isAlive = now() - seenAt < TOUCH_INTERVAL_MS || await touch(slot, session)
      return isAlive ? { userId, name } : undefined
    },
    async end(sessionId) {
      if (isSecretId(sessionId)) await slotOf(sessionId).delete()
    },
  }
}
